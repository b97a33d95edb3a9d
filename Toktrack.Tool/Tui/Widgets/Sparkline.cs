using Toktrack.Tool.Tui.Screen;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>One small bar a value, as high as the area.</summary>
internal static class Sparkline
{
    /// <summary>Draws the last values that fit, each one cell wide, against the left edge.</summary>
    public static void Draw(Frame frame, Rect area, IReadOnlyList<decimal> values, in Style style, in Style none)
    {
        var skip = Math.Max(0, values.Count - area.Width);
        var max = values.Count == 0 ? 0 : values.Max();
        for (var i = skip; i < values.Count; i++)
        {
            var x = area.X + i - skip;
            if (values[i] <= 0 || max <= 0)
            {
                frame.Put(x, area.Bottom - 1, '▁', none);
                continue;
            }

            var eighths = Math.Max(1, (int)Math.Round((double)(values[i] / max) * area.Height * 8));
            for (var row = 0; row < area.Height && eighths > 0; row++, eighths -= 8)
            {
                frame.Put(x, area.Bottom - 1 - row, Blocks.Rising[Math.Min(8, eighths)], style);
            }
        }
    }
}

using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>A horizontal bar, exact to an eighth of a cell.</summary>
internal static class Meter
{
    /// <summary>Draws <paramref name="share"/> (0 to 1) of <paramref name="width"/> cells. Anything above zero shows.</summary>
    public static void Draw(Frame frame, int x, int y, int width, double share, in Style style)
    {
        if (width <= 0 || double.IsNaN(share) || share <= 0) return;
        var eighths = Math.Clamp((int)Math.Round(share * width * 8), 1, width * 8);
        for (var i = 0; i < eighths / 8; i++) frame.Put(x + i, y, '█', style);
        if (eighths % 8 != 0) frame.Put(x + (eighths / 8), y, Blocks.Growing[eighths % 8], style);
    }

    /// <summary>Draws a thin line filled up to <paramref name="share"/>, on a track.</summary>
    public static void Line(Frame frame, int x, int y, int width, double share, in Style style, Theme theme)
    {
        var halves = Math.Clamp((int)Math.Round(share * width * 2), 0, width * 2);
        for (var i = 0; i < width; i++)
        {
            var filled = halves - (2 * i);
            frame.Put(x + i, y, filled == 1 ? '╸' : theme.IsPlain && filled < 1 ? '─' : '━', filled > 0 ? style : theme.Track);
        }
    }
}

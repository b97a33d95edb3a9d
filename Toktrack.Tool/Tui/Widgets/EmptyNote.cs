using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>What stands where there is nothing to show: in the middle, with a hint of what to do.</summary>
internal static class EmptyNote
{
    public static void Draw(Frame frame, Rect area, string title, string hint, Theme theme)
    {
        if (area.IsEmpty) return;
        var y = area.Y + Math.Max(0, (area.Height - 2) / 2);
        Centre(frame, area, y, title, theme.Text.Bold());
        if (area.Height > 1) Centre(frame, area, y + 1, hint, theme.Muted);
    }

    private static void Centre(Frame frame, Rect area, int y, string text, Style style) =>
        frame.Text(area.X + Math.Max(0, (area.Width - CellWidth.Of(text)) / 2), y, text, style, area.Width);
}

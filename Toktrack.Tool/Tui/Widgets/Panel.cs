using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>A box with rounded corners, its title in the upper border.</summary>
internal static class Panel
{
    /// <summary>Draws the box and returns the room inside it, one cell away from the sides.</summary>
    public static Rect Draw(Frame frame, Rect area, string title, Theme theme, string note = "")
    {
        if (area.Width < 4 || area.Height < 2) return area with { Width = 0, Height = 0 };
        Rule(frame, area.X, area.Y, area.Width, '╭', '╮', theme);
        Rule(frame, area.X, area.Bottom - 1, area.Width, '╰', '╯', theme);
        for (var y = area.Y + 1; y < area.Bottom - 1; y++)
        {
            frame.Put(area.X, y, '│', theme.Faint);
            frame.Put(area.Right - 1, y, '│', theme.Faint);
        }

        var used = 0;
        if (title.Length > 0)
        {
            used = frame.Text(area.X + 3, area.Y, title, theme.Text.Bold(), area.Width - 6);
            frame.Put(area.X + 2, area.Y, ' ', theme.Text);
            frame.Put(area.X + 3 + used, area.Y, ' ', theme.Text);
        }

        var room = area.Width - 9 - used;
        if (note.Length > 0 && Terminal.CellWidth.Of(note) <= room)
        {
            frame.TextRight(area.Right - 3, area.Y, note, theme.Muted);
            frame.Put(area.Right - 3, area.Y, ' ', theme.Text);
            frame.Put(area.Right - 4 - Terminal.CellWidth.Of(note), area.Y, ' ', theme.Text);
        }

        return area.Inset(2, 1);
    }

    private static void Rule(Frame frame, int x, int y, int width, char left, char right, Theme theme)
    {
        frame.Put(x, y, left, theme.Faint);
        for (var i = 1; i < width - 1; i++) frame.Put(x + i, y, '─', theme.Faint);
        frame.Put(x + width - 1, y, right, theme.Faint);
    }
}

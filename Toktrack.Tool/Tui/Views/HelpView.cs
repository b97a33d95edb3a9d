using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>Every key.</summary>
internal static class HelpView
{
    private static readonly (string Key, string Does)[] s_keys =
    [
        ("1 – 6", "overview, daily, models, projects, sessions, stats"),
        ("Tab  Shift-Tab", "next, previous tab"),
        ("↑ ↓  j k", "move; in the overview, a day in the year"),
        ("← →  h l", "overview: a week; lists: the column to sort by"),
        ("PgUp PgDn", "a page; the mouse wheel scrolls too"),
        ("Home End  g G", "first, last"),
        ("Enter", "look into the selected row or day"),
        ("Esc", "back; clears a filter"),
        ("/", "filter by name, project, branch or model"),
        ("s  S", "sort by the next column; turn the order round"),
        ("d w m y", "daily: by day, week, month, year"),
        ("t", "measure in tokens or in cost"),
        ("r", "read the logs now"),
        ("c", "theme: dark, light, no colour"),
        ("!", "what was skipped or repaired in the logs"),
        ("?", "this page"),
        ("q  Ctrl-C", "quit"),
        ("", ""),
        ("$12.34*", "a part of it has no known price"),
        ("unpriced", "none of it has a known price"),
    ];

    public static ViewFeedback Draw(Frame frame, Rect area, ViewContext context)
    {
        var theme = context.Theme;
        var width = Math.Min(area.Width, 74);
        var height = Math.Min(area.Height, s_keys.Length + 4);
        var box = new Rect(area.X + ((area.Width - width) / 2), area.Y + ((area.Height - height) / 2), width, height);
        var inside = Panel.Draw(frame, box, "Keys", theme, "toktrack").Inset(1, s_keys.Length + 4 <= area.Height ? 1 : 0);
        var max = Math.Max(0, s_keys.Length - inside.Height);
        var scroll = Math.Clamp(context.State.OverlayScroll, 0, max);
        var column = Math.Min(17, inside.Width / 3);
        for (var i = 0; i < inside.Height && scroll + i < s_keys.Length; i++)
        {
            var (key, does) = s_keys[scroll + i];
            frame.Text(inside.X, inside.Y + i, key, theme.Accent, column - 1);
            frame.Text(inside.X + column, inside.Y + i, does, theme.Text, inside.Width - column);
        }

        return new(inside.Height, max);
    }
}

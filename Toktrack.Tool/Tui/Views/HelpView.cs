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
        ("$12.34*", "a part of it has no known price"),
        ("unpriced", "none of it has a known price"),
    ];

    private const int OneColumn = 50;

    public static ViewFeedback Draw(Frame frame, Rect area, ViewContext context)
    {
        var theme = context.Theme;
        var width = Math.Min(area.Width, 74);
        var lines = Lines(width - 6);
        var height = Math.Min(area.Height, lines.Count + 4);
        // Without air above and below where that shows all of them.
        if (lines.Count + 4 > area.Height && lines.Count + 2 <= area.Height) height = lines.Count + 2;
        var box = new Rect(area.X + ((area.Width - width) / 2), area.Y + ((area.Height - height) / 2), width, height);
        var inside = Panel.Draw(frame, box, "Keys", theme, "toktrack").Inset(1, height >= lines.Count + 4 ? 1 : 0);
        var max = Math.Max(0, lines.Count - inside.Height);
        var scroll = Math.Clamp(context.State.OverlayScroll, 0, max);
        for (var i = 0; i < inside.Height && scroll + i < lines.Count; i++)
        {
            var (key, does, column) = lines[scroll + i];
            frame.Text(inside.X, inside.Y + i, key, theme.Accent, inside.Width);
            frame.Text(inside.X + column, inside.Y + i, does, theme.Text, inside.Width - column);
        }

        return new(inside.Height, max);
    }

    // On a narrow screen a key stands above what it does, unless both fit in a line.
    private static List<(string Key, string Does, int Column)> Lines(int width)
    {
        var lines = new List<(string, string, int)>();
        foreach (var (key, does) in s_keys)
        {
            if (width >= OneColumn)
            {
                lines.Add((key, does, 17));
                continue;
            }

            if (key.Length + 2 + does.Length <= width)
            {
                lines.Add((key, does, key.Length + 2));
                continue;
            }

            lines.Add((key, "", 0));
            var line = "";
            foreach (var word in does.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width - 2)
                {
                    lines.Add(("", line, 2));
                    line = "";
                }

                line += line.Length > 0 ? " " + word : word;
            }

            lines.Add(("", line, 2));
        }

        return lines;
    }
}

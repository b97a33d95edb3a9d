using Toktrack.Scanner.Query;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The sessions that were active last.</summary>
internal static class LatestSessions
{
    public static void Draw(Frame frame, Rect area, ViewContext context)
    {
        var theme = context.Theme;
        var inside = Panel.Draw(frame, area, "Latest sessions", theme, context.Model.LateSpan);
        var rows = context.Model.Lately(Grouping.Session).Rows.OrderByDescending(r => r.Last).Take(inside.Height).ToList();
        var names = rows.ConvertAll(r => r.Project.Length == 0 ? "no project" : context.Model.Projects[r.Project]);
        var column = Math.Min(names.Select(n => CellWidth.Of(TerminalText.Escape(n))).DefaultIfEmpty().Max(), Math.Max(12, inside.Width / 4));
        var y = inside.Y;
        foreach (var row in rows)
        {
            var figure = RowText.In(context.Unit, Figures.Of(row));
            frame.Text(inside.X, y, RowText.Ago(row.Last, context.Model), theme.Muted, 13);
            var right = inside.Right - Math.Max(10, figure.Length) - 1;
            frame.Text(inside.X + 14, y, names[y - inside.Y], theme.Text, Math.Min(column, right - inside.X - 14));
            var branch = inside.X + 14 + column + 2;
            var more = context.Model.Titles.GetValueOrDefault((row.Key.Source, row.Name)) ?? row.Branch;
            if (more.Length > 0) frame.Text(branch, y, more, theme.Muted, right - branch);
            frame.TextRight(inside.Right, y, figure, theme.Text);
            y++;
        }
    }
}

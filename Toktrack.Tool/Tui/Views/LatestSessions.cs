using Toktrack.Scanner.Query;
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
        var inside = Panel.Draw(frame, area, "Latest sessions", theme, "30 days");
        var rows = context.Model.Recent(Grouping.Session, 30).Rows.OrderByDescending(r => r.Last).Take(inside.Height).ToList();
        var y = inside.Y;
        foreach (var row in rows)
        {
            var figure = RowText.In(context.Unit, Figures.Of(row));
            frame.Text(inside.X, y, RowText.Ago(row.Last, context.Model), theme.Muted, 13);
            var right = inside.Right - Math.Max(10, figure.Length) - 1;
            var used = frame.Text(inside.X + 14, y, row.Project.Length == 0 ? "no project" : context.Model.Projects[row.Project], theme.Text, right - inside.X - 14);
            var branch = inside.X + 14 + used + 2;
            if (row.Branch.Length > 0) frame.Text(branch, y, row.Branch, theme.Faint, right - branch);
            frame.TextRight(inside.Right, y, figure, theme.Text);
            y++;
        }
    }
}

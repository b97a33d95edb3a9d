using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>One day, model, project or session looked into: its sums, its course, its parts.</summary>
internal static class DetailView
{
    public static ViewFeedback Draw(Frame frame, Rect area, ViewContext context, RowTarget target)
    {
        var model = context.Model;
        var whole = model.Table(Grouping.None, Period.Day, target).Totals;
        if (whole.Requests == 0)
        {
            EmptyNote.Draw(frame, area, NameOf(target, model), "no usage", context.Theme);
            return default;
        }

        var head = area.Height >= 20 && area.Width >= 60 ? 5 : 3;
        DrawHead(frame, area.Top(head), context, target, whole);
        var rest = area.Below(head);
        if (rest.Height < 3) return default;
        var hasCourse = area.Width >= 60 && rest.Height >= 20 && !IsDay(target) && (target.Grouping != Grouping.Session || SessionChart.IsWorthwhile(target, model));
        if (hasCourse)
        {
            var chart = rest.Top(Math.Min(14, rest.Height / 2));
            var last = LastDays(area.Width);
            var title = target.Grouping == Grouping.Session ? SessionChart.Title(target, model) : CourseTitle(target, last);
            DrawCourse(frame, Panel.Draw(frame, chart, title, context.Theme), context, target, last);
            rest = rest.Below(chart.Height);
        }

        DrawParts(frame, rest, context, target);
        return default;
    }

    /// <summary>What a target is called.</summary>
    public static string NameOf(RowTarget target, DashboardModel model) => target.Grouping switch
    {
        Grouping.Period => RowText.PeriodName(DateOnly.FromDateTime(new DateTime(target.Start)), target.Period),
        Grouping.Project => target.Name.Length == 0 ? "no project" : model.Projects[target.Name],
        Grouping.Source => RowText.SourceName(target.Source),
        Grouping.Model => target.Name.Length == 0 ? "unknown" : RowNames.ModelName(target.Name, target.Fast),
        Grouping.Session when model.Titles.TryGetValue((target.Source, target.Name), out var title) => title,
        _ => target.Name.Length == 0 ? "none" : target.Name,
    };

    private static string PluralOf(Grouping grouping) => grouping == Grouping.Branch ? "Branches" : grouping + "s";

    private static bool IsDay(RowTarget target) => target is { Grouping: Grouping.Period, Period: Period.Day };

    private static string KindOf(RowTarget target) => (target.Grouping == Grouping.Period ? target.Period.ToString() : target.Grouping.ToString()).ToLowerInvariant();

    private static int LastDays(int width) => Math.Clamp((width - 14) / 2, 14, 90);

    private static string CourseTitle(RowTarget target, int days) => target.Grouping == Grouping.Period ? "By day" : $"Last {days} days";

    private static void DrawHead(Frame frame, Rect area, ViewContext context, RowTarget target, UsageRow whole)
    {
        var (model, theme) = (context.Model, context.Theme);
        var name = NameOf(target, model);
        var figures = Figures.Of(whole);
        var inside = area.Height >= 5 ? Panel.Draw(frame, area, name, theme, KindOf(target) + (target.Grouping == Grouping.Session && name != target.Name ? " " + RowText.SessionName(target.Name) : "")) : area.Inset(1, 0);
        var y = inside.Y;
        if (area.Height < 5) frame.Text(inside.X, y++, name, theme.Text.Bold(), inside.Width);
        var x = inside.X + frame.Text(inside.X, y, RowText.Cost(figures), theme.Strong);
        x += frame.Text(x, y, $"   {NumberText.Short(figures.Tokens.Total)} tokens", theme.Text);
        x += frame.Text(x, y, $"   {NumberText.Full(figures.Requests)} requests", theme.Muted, inside.Right - x);
        var tokens = figures.Tokens;
        var kinds = $"in {NumberText.Short(tokens.Input)} · out {NumberText.Short(tokens.Output)} · cache {NumberText.Short(tokens.CacheWrite)} written, {NumberText.Short(tokens.CacheRead)} read";
        frame.Text(inside.X, y + 1, kinds, theme.Muted, inside.Width);
        if (area.Height < 5) return;
        var first = model.LocalTime(whole.First);
        var last = model.LocalTime(whole.Last);
        var span = first.Date == last.Date
            ? string.Create(CultureInfo.InvariantCulture, $"{first:ddd d MMM yyyy HH:mm} – {last:HH:mm}")
            : string.Create(CultureInfo.InvariantCulture, $"{first:d MMM yyyy HH:mm} – {last:d MMM yyyy HH:mm}");
        var where = target.Grouping switch
        {
            Grouping.Project => target.Name,
            Grouping.Session when whole.Branch.Length > 0 => $"{whole.Project} on {whole.Branch}",
            Grouping.Session => whole.Project,
            _ => "",
        };
        var used = frame.Text(inside.X, y + 2, span, theme.Muted, inside.Width);
        if (where.Length > 0) frame.TextRight(inside.Right, y + 2, CellWidth.FitMiddle(TerminalText.Escape(where), Math.Max(0, inside.Width - used - 3)), theme.Muted);
    }

    private static void DrawCourse(Frame frame, Rect area, ViewContext context, RowTarget target, int last)
    {
        if (target.Grouping == Grouping.Session)
        {
            SessionChart.Draw(frame, area, context, target);
            return;
        }

        var days = context.Model.DaysWithin(target);
        if (target.Grouping != Grouping.Period)
        {
            DayChart.Draw(frame, area, days, last, context);
            return;
        }

        var first = DateOnly.FromDateTime(new DateTime(target.Start));
        var end = LocalCalendar.Add(first, target.Period, 1).AddDays(-1);
        SpanChart.Draw(frame, area, days, first, end < context.Model.Today ? end : context.Model.Today, context);
    }

    private static void DrawParts(Frame frame, Rect area, ViewContext context, RowTarget target)
    {
        Grouping[] all = [Grouping.Model, Grouping.Project, Grouping.Session, Grouping.Branch];
        var parts = all.Where(g => g != target.Grouping && !(target.Grouping == Grouping.Session && g == Grouping.Branch)).ToArray();
        if (IsDay(target) && area is { Width: >= 60, Height: >= 10 })
        {
            var hours = Panel.Draw(frame, area.Top(Math.Min(12, area.Height / 2)), "By hour", context.Theme);
            HourChart.Draw(frame, hours, context.Model.Table(Grouping.Period, Period.Hour, target), context);
            area = area.Below(Math.Min(12, area.Height / 2));
        }

        if (area.Width < 60) parts = parts[..1];
        var columns = area.Width >= 60 ? 2 : 1;
        var rows = (parts.Length + columns - 1) / columns;
        while (rows > 1 && area.Height / rows < 5) rows--;
        var tables = parts.Take(rows * columns).Select(p => context.Model.Table(p, Period.Day, target)).ToList();
        var heights = Shared(area.Height, [.. tables.Chunk(columns).Select(line => line.Max(t => t.Rows.Count) + 2)]);
        for (var i = 0; i < tables.Count; i++)
        {
            var (row, column) = (i / columns, i % columns);
            var isLast = i == parts.Length - 1 && column == 0;
            var (left, right) = (area.Width * column / columns, isLast ? area.Width : area.Width * (column + 1) / columns);
            var box = new Rect(area.X + left, area.Y + heights.Take(row).Sum(), right - left, heights[row]);
            var table = tables[i];
            var inside = Panel.Draw(frame, box, PluralOf(parts[i]), context.Theme, table.Rows.Count > 1 ? NumberText.Full(table.Rows.Count) : "");
            MeterList.Draw(frame, inside, MeterItems.Of(table, context), context.Unit, context.Theme);
        }
    }

    // Each as much as it needs; where that is more than there is, those that need much share what the others leave.
    private static int[] Shared(int room, int[] needs)
    {
        var given = new int[needs.Length];
        var open = needs.Length;
        foreach (var i in Enumerable.Range(0, needs.Length).OrderBy(i => needs[i]))
        {
            given[i] = Math.Min(needs[i], room / open--);
            room -= given[i];
        }

        return given;
    }
}

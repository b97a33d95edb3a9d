using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>Totals, habits and records.</summary>
internal static class StatsView
{
    private const int MostChart = 20;
    private const int LeastParts = 8;

    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static ViewFeedback Draw(Frame frame, Rect area, ViewContext context)
    {
        var groups = Groups(context);
        if (area.Width < 60 || area.Height < 14)
        {
            var lines = groups.SelectMany(g => g.Lines).ToList();
            var max = Math.Max(0, lines.Count - area.Height);
            DrawLines(frame, area.Inset(1, 0), [.. lines.Skip(Math.Clamp(context.State.DetailScroll, 0, max))], context);
            return new(area.Height, max);
        }

        var rows = groups.Max(g => g.Lines.Count) + 2;
        var isWide = area.Width >= 110;
        var top = isWide ? rows : Math.Min(area.Height, rows);
        var shown = isWide ? groups : groups[..2];
        for (var i = 0; i < shown.Count; i++)
        {
            var (from, to) = (area.Width * i / shown.Count, area.Width * (i + 1) / shown.Count);
            var inside = Panel.Draw(frame, new(area.X + from, area.Y, to - from, top), shown[i].Title, context.Theme);
            DrawLines(frame, inside, shown[i].Lines, context);
        }

        var rest = area.Below(top);
        if (rest.Height < 4) return default;
        if (!isWide)
        {
            DrawLines(frame, Panel.Draw(frame, rest.Left(rest.Width / 2), groups[2].Title, context.Theme), groups[2].Lines, context);
            DrawWeekdays(frame, rest.After(rest.Width / 2), context);
            return default;
        }

        var hours = rest.Top(Math.Min(rest.Height, 9));
        var week = Math.Min(hours.Width / 2, 64);
        DrawWeekdays(frame, hours.Left(hours.Width - week), context);
        PunchCard.Draw(frame, hours.After(hours.Width - week), context);
        var months = rest.Below(hours.Height);
        if (months.Height < 6) return default;
        var height = months.Height < MostChart + LeastParts ? months.Height : MostChart;
        var chart = Panel.Draw(frame, months.Top(height), "By month", context.Theme);
        var first = context.Model.FirstDay(context.Model.Today, Period.Month).AddMonths(-23);
        var start = context.Model.FirstDay(context.Model.First, Period.Month);
        SpanChart.Draw(frame, chart, context.Model.Days, start > first && start < context.Model.Today.AddMonths(-3) ? start : first, context.Model.Today, context);
        var parts = months.Below(height);
        PartsPanel.Draw(frame, parts.Left(parts.Width / 2), context, Grouping.Model, context.Model.Table(Grouping.Model), "all time");
        PartsPanel.Draw(frame, parts.After(parts.Width / 2), context, Grouping.Project, context.Model.Table(Grouping.Project), "all time");
        return default;
    }

    private static List<(string Title, List<(string Label, string Value)> Lines)> Groups(ViewContext context)
    {
        var s = context.Model.Statistics;
        var total = Figures.Of(s.Totals);
        var tokens = total.Tokens;
        var month = s.ThisMonth is null ? default : Figures.Of(s.ThisMonth);
        var span = s.ActiveDays == 0 ? 0 : s.Days.Rows[^1].Key.Date.DayNumber - s.Days.Rows[0].Key.Date.DayNumber + 1;
        return
        [
            ("Totals",
            [
                ("Cost", RowText.Cost(total)),
                ("Tokens", NumberText.Full(tokens.Total)),
                ("Requests", NumberText.Full(total.Requests)),
                ("Input", NumberText.Full(tokens.Input)),
                ("Output", NumberText.Full(tokens.Output)),
                ("Cache written", NumberText.Full(tokens.CacheWrite)),
                ("Cache read", NumberText.Full(tokens.CacheRead)),
                ("Cache hit rate", (s.CacheHitRate * 100).ToString("0.0", s_culture) + "%"),
            ]),
            ("Days",
            [
                ("Active days", $"{NumberText.Full(s.ActiveDays)} of {NumberText.Full(span)}"),
                ("Since", context.Model.First.ToString("d MMM yyyy", s_culture)),
                ("Current streak", Count(s.CurrentStreak)),
                ("Longest streak", Count(s.LongestStreak)),
                ("Peak day", s.PeakDay is null ? "–" : s.PeakDay.Key.Date.ToString("ddd d MMM yyyy", s_culture)),
                ("Peak cost", s.PeakDay is null ? "–" : RowText.Cost(Figures.Of(s.PeakDay))),
                ("Projects", NumberText.Full(context.Model.Table(Grouping.Project).RowCount)),
                ("Sessions", NumberText.Full(context.Model.Table(Grouping.Session).RowCount)),
            ]),
            ("Averages",
            [
                ("Per active day", NumberText.Usd(s.CostPerActiveDay)),
                ("Per calendar day", NumberText.Usd(s.CostPerCalendarDay)),
                ("Tokens per active day", NumberText.Short(s.TokensPerActiveDay)),
                ("Requests per active day", NumberText.Short(s.ActiveDays == 0 ? 0 : total.Requests / s.ActiveDays)),
                ("Cost per request", total.Requests == 0 ? "–" : (total.Cost / total.Requests).ToString("$0.0000", s_culture)),
                ("Cost per million tokens", tokens.Total == 0 ? "–" : NumberText.Usd(total.Cost / tokens.Total * 1_000_000)),
                ("This month", RowText.Cost(month)),
                ("This month, projected", NumberText.Usd(s.MonthProjection)),
            ]),
        ];
    }

    private static string Count(int days) => days == 1 ? "1 day" : NumberText.Full(days) + " days";

    private static void DrawLines(Frame frame, Rect area, IReadOnlyList<(string Label, string Value)> lines, ViewContext context)
    {
        for (var i = 0; i < Math.Min(lines.Count, area.Height); i++)
        {
            var (label, value) = lines[i];
            frame.Text(area.X, area.Y + i, label, context.Theme.Muted, Math.Max(0, area.Width - value.Length - 1));
            frame.TextRight(area.Right, area.Y + i, value, context.Theme.Text, area.Width);
        }
    }

    private static void DrawWeekdays(Frame frame, Rect area, ViewContext context)
    {
        var (model, theme) = (context.Model, context.Theme);
        var inside = Panel.Draw(frame, area, "By weekday", theme);
        var sums = new Figures[7];
        foreach (var day in model.Days.Values) sums[(int)day.Date.DayOfWeek].Add(day.Total);
        var days = Enumerable.Range(0, 7).Select(i => (DayOfWeek)(((int)model.WeekStart + i) % 7)).ToList();
        MeterList.Draw(frame, inside, [.. days.Select(d => new MeterItem(s_culture.DateTimeFormat.GetDayName(d), sums[(int)d], theme.Usage))], context.Unit, theme);
    }
}

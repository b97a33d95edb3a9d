using System.Globalization;
using System.Text;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Rendering;

/// <summary>The drawings of the HTML report as inline SVG. They hold figures and dates only; labels of names stay outside.</summary>
internal static class HtmlCharts
{
    private const int MostDays = 190;
    private const int Weeks = 53;
    private const int Cell = 14;

    /// <summary>Bars for every day from the first to the last, or every week where days would be too many.</summary>
    public static (string Svg, string TopLabel, string HalfLabel, IReadOnlyList<string> Dates, bool IsWeekly) Days(UsageTable days, DateOnly today, bool costs)
    {
        var first = days.Query.Since ?? days.Rows[0].Key.Date;
        if (first < days.Rows[0].Key.Date.AddDays(-Math.Min(MostDays, days.Rows[0].Key.Date.DayNumber))) first = days.Rows[0].Key.Date;
        // Days asked for and without usage are shown as such; those to come are not.
        var last = days.Query.Until is { } until && until <= today && until.DayNumber - first.DayNumber < MostDays && until > days.Rows[^1].Key.Date ? until : days.Rows[^1].Key.Date;
        var weekly = last.DayNumber - first.DayNumber >= MostDays;
        var calendar = new LocalCalendar(days.Query.Zone, days.Query.WeekStart);
        if (weekly) first = calendar.FirstDay(first, Period.Week);
        var span = weekly ? 7 : 1;
        var sums = new decimal[((last.DayNumber - first.DayNumber) / span) + 1];
        foreach (var row in days.Rows) sums[(row.Key.Date.DayNumber - first.DayNumber) / span] += costs ? row.Cost : row.Tokens.Total;

        var top = NiceTop(sums.Max());
        var svg = new StringBuilder(Invariant($"<svg viewBox=\"0 0 {sums.Length * 10} 100\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Bars by date\">"));
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i] == 0) continue;
            var height = Math.Max(0.6m, sums[i] / top * 100);
            var width = Math.Min(8m, sums.Length * 10 / 12m);
            svg.Append(Invariant($"<rect class=\"bar\" x=\"{(i * 10) + ((10 - width) / 2):0.##}\" y=\"{100 - height:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"><title>{DayText.Of(first.AddDays(i * span))}: {Label(sums[i], costs, true)}</title></rect>"));
        }

        return (svg.Append("</svg>").ToString(), Label(top, costs, false), Label(top / 2, costs, false), Dates(first, last), weekly);
    }

    // First, middle and last day, as far as they differ.
    private static string[] Dates(DateOnly first, DateOnly last)
    {
        var days = last.DayNumber - first.DayNumber;
        DateOnly[] dates = days == 0 ? [first] : days < 4 || days % 2 == 1 && days < 20 ? [first, last] : [first, first.AddDays(days / 2), last];
        return [.. dates.Select(DayText.Of)];
    }

    /// <summary>One horizontal bar; <paramref name="part"/> is 0 to 1.</summary>
    public static string Bar(decimal part) => Invariant(
        $"<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"6\"/><rect class=\"bar\" width=\"{Math.Clamp(part, 0, 1) * 100:0.##}\" height=\"6\"/></svg>");

    /// <summary>A year of days, a column a week, as a contribution graph.</summary>
    public static string HeatMap(UsageTable days, DateOnly last, bool costs)
    {
        var calendar = new LocalCalendar(days.Query.Zone, days.Query.WeekStart);
        var thisWeek = calendar.FirstDay(last, Period.Week);
        var first = thisWeek.AddDays(-Math.Min(7 * (Weeks - 1), thisWeek.DayNumber));
        var amounts = days.Rows.Where(r => r.Key.Date >= first && r.Key.Date <= last).ToDictionary(r => r.Key.Date, r => costs ? r.Cost : r.Tokens.Total);
        var steps = Steps([.. amounts.Values.Where(a => a > 0).Order()]);
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {(Weeks * Cell) + 34} {(7 * Cell) + 20}\" role=\"img\" aria-label=\"Heat map of a year\">");
        foreach (var row in new[] { 0, 2, 4 }) svg.Append($"<text x=\"0\" y=\"{28 + (row * Cell)}\">{first.AddDays(row).ToString("ddd", CultureInfo.InvariantCulture)}</text>");
        var month = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var week = (day.DayNumber - first.DayNumber) / 7;
            var row = (day.DayNumber - first.DayNumber) % 7;
            if (row == 0 && day.Month != month && week < Weeks - 2)
            {
                if (month != 0 || day.Day <= 14) svg.Append($"<text x=\"{32 + (week * Cell)}\" y=\"10\">{day.ToString("MMM", CultureInfo.InvariantCulture)}</text>");
                month = day.Month;
            }

            var amount = amounts.GetValueOrDefault(day);
            var level = amount <= 0 ? 0 : 1 + steps.Count(s => amount > s);
            svg.Append($"<rect class=\"h{level}\" x=\"{32 + (week * Cell)}\" y=\"{18 + (row * Cell)}\" width=\"11\" height=\"11\" rx=\"2\"><title>{DayText.Of(day)}: {Label(amount, costs, true)}</title></rect>");
        }

        return svg.Append("</svg>").ToString();
    }

    // Quartiles of the active days: one extreme day must not make all others pale.
    private static decimal[] Steps(decimal[] sorted) => sorted.Length == 0 ? [] : [.. new[] { 1, 2, 3 }.Select(q => sorted[(sorted.Length - 1) * q / 4])];

    private static decimal NiceTop(decimal most)
    {
        if (most <= 0) return 1;
        var power = 1m;
        while (power * 10 <= most) power *= 10;
        while (power > most) power /= 10;
        foreach (var step in new[] { 1m, 1.5m, 2m, 3m, 4m, 5m, 6m, 8m }) if (step * power >= most) return step * power;
        return 10 * power;
    }

    private static string Label(decimal amount, bool costs, bool full) => costs
        ? full ? NumberText.Usd(amount) : amount < 1 ? NumberText.Usd(amount) : "$" + NumberText.Short((long)amount)
        : NumberText.Short((long)amount) + (full ? " tokens" : "");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Rendering;

/// <summary>The report for people as one self-contained page: style and drawings inline, no script, nothing fetched.</summary>
internal sealed class HtmlReport
{
    private const int LeastHeatDays = 60;

    private readonly Overview _overview;
    private readonly TextWriter _output;
    private readonly bool _costs;

    private HtmlReport(Overview overview, TextWriter output)
    {
        _overview = overview;
        _output = output;
        // Without any price, tokens are what there is to draw.
        _costs = !overview.Report.Options.NoCost && overview.Statistics.Totals.Cost > 0;
    }

    public static void Write(Overview overview, TextWriter output) => new HtmlReport(overview, output).Write();

    private void Write()
    {
        var range = HtmlText.Escape(Range());
        Line("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">");
        Line("<link rel=\"icon\" href=\"data:,\">");
        Line($"<title>AI coding usage, {range}</title>\n<style>\n{HtmlStyle.Sheet}\n</style>\n</head>\n<body>\n<main>");
        Line($"<header><h1>AI coding usage</h1><p>{range}</p></header>");
        if (_overview.Statistics.ActiveDays == 0)
        {
            Line("<section>No usage.</section>");
        }
        else
        {
            WriteCards();
            WriteDaysChart();
            WriteShares();
            WriteHeatMap();
            WriteFigures();
            WriteDays();
        }

        var meta = _overview.Report.Meta;
        Line($"<footer>Made by toktrack {ReportMeta.ToolVersion} on {JsonOut.Instant(meta.GeneratedAt.Ticks)[..16].Replace('T', ' ')} UTC. Days in {HtmlText.Escape(meta.TimeZone)}.</footer>\n</main>\n</body>\n</html>");
    }

    private string Range()
    {
        if (_overview.Statistics.ActiveDays == 0) return "no usage" + ReportText.Range(_overview.Report);
        var first = _overview.Report.Meta.Since is { } since ? DayText.Of(since) : _overview.Statistics.Days.Rows[0].Name;
        var last = _overview.Report.Meta.Until is { } until ? DayText.Of(until) : _overview.Statistics.Days.Rows[^1].Name;
        return first == last ? first : $"{first} to {last}";
    }

    private void WriteCards()
    {
        Line("<div class=\"cards\">");
        foreach (var (_, name, row) in _overview.CoveredSpans)
        {
            var tokens = NumberText.Short(row?.Tokens.Total ?? 0) + " tokens";
            var requests = NumberText.Full(row?.Requests ?? 0) + " requests";
            if (_costs) WriteCard(name, row is null ? "$0.00" : NumberText.Cost(row, false), tokens);
            else WriteCard(name, tokens, requests);
        }

        if (_overview.CoveredSpans.Count < 4) WriteHabitCards();

        Line("</div>");
    }

    // In the place of today, this week and this month, where the days shown do not cover them.
    private void WriteHabitCards()
    {
        var s = _overview.Statistics;
        List<(string, string, string)> cards =
        [
            ("Active days", NumberText.Full(s.ActiveDays), s.LongestStreak == 1 ? "1 in a row" : s.LongestStreak + " in a row"),
            ("Per active day", _costs ? NumberText.Usd(s.CostPerActiveDay) : NumberText.Short(s.TokensPerActiveDay), _costs ? NumberText.Short(s.TokensPerActiveDay) + " tokens" : "tokens"),
        ];
        if (s.PeakDay is { } peak) cards.Add(("Peak day", _costs ? NumberText.Cost(peak, false) : NumberText.Short(peak.Tokens.Total), peak.Name));
        foreach (var (name, figure, detail) in cards.Take(4 - _overview.CoveredSpans.Count)) WriteCard(name, figure, detail);
    }

    private void WriteCard(string name, string figure, string detail) =>
        Line($"<div class=\"card\"><span>{name}</span><b>{figure}</b><span>{detail}</span></div>");

    private void WriteDaysChart()
    {
        var days = HtmlCharts.Days(_overview.Statistics.Days, _overview.Statistics.Today, _costs);
        Line($"<section><h2>{(_costs ? "Cost" : "Tokens")} by {(days.IsWeekly ? "week" : "day")}</h2>");
        Line($"<div class=\"chart\"><i>{days.TopLabel}</i><i>{days.HalfLabel}</i>{days.Svg}</div>");
        Line($"<div class=\"axis\">{string.Concat(days.Dates.Select(d => $"<span>{d}</span>"))}</div></section>");
    }

    private void WriteShares()
    {
        Line("<div class=\"two\">");
        foreach (var (title, report) in _overview.Tables())
        {
            if (report.Kind == ReportKind.Sources) Line("</div><div>"); // the CLIs are few: one wide section below
            Line($"<section><h2>{title}</h2><div class=\"rows\">");
            var labels = new RowLabels(report);
            var total = Amount(_overview.Statistics.Totals);
            var most = report.Table.Rows.Max(Amount);
            foreach (var row in report.Table.Rows)
            {
                var figure = _overview.Report.Options.NoCost ? NumberText.Short(row.Tokens.Total) : NumberText.Cost(row, false);
                Line($"<bdi dir=\"auto\" title=\"{HtmlText.Escape(row.Name)}\">{HtmlText.Escape(labels.Of(row))}</bdi><b>{figure}<small>{NumberText.Percent(Amount(row), total)}</small></b>");
                Line(HtmlCharts.Bar(most == 0 ? 0 : Amount(row) / most));
            }

            Line("</div></section>");
        }

        Line("</div>");
    }

    private void WriteHeatMap()
    {
        var last = _overview.Report.Meta.Until ?? _overview.Statistics.Today;
        if (_overview.Report.Meta.Since is { } since && last.DayNumber - since.DayNumber < LeastHeatDays) return; // a year of days nobody asked for
        Line($"<section><h2>The year up to {DayText.Of(last)}</h2><div class=\"heat\">{HtmlCharts.HeatMap(_overview.Statistics.Days, last, _costs)}</div>");
        Line($"<p class=\"legend\">less{string.Concat(Enumerable.Range(0, 5).Select(l => $"<svg viewBox=\"0 0 11 11\" aria-hidden=\"true\"><rect class=\"h{l}\" width=\"11\" height=\"11\" rx=\"2\"/></svg>"))}more</p></section>");
    }

    private void WriteFigures()
    {
        var s = _overview.Statistics;
        var figures = new List<(string, string)>
        {
            ("Active days", NumberText.Full(s.ActiveDays)),
            ("Longest streak", s.LongestStreak == 1 ? "1 day" : s.LongestStreak + " days"),
            ("Requests", NumberText.Full(s.Totals.Requests)),
            ("Cache hit rate", NumberText.Percent(s.CacheHitRate, 1)),
        };
        if (_costs)
        {
            figures.Add(("Cost per active day", NumberText.Usd(s.CostPerActiveDay)));
            if (_overview.CoversMonth) figures.Add(("Month projection", NumberText.Usd(s.MonthProjection)));
            if (s.PeakDay is { } peak) figures.Add(("Peak day", $"{peak.Name}, {NumberText.Cost(peak, false)}"));
        }

        Line("<section><dl class=\"figures\">" + string.Concat(figures.Select(f => $"<div><dt>{f.Item1}</dt><dd>{f.Item2}</dd></div>")) + "</dl>");
        if (!_overview.Report.Options.NoCost && ReportText.Unpriced(s.Days) is { } unpriced) Line($"<p class=\"note\">{HtmlText.Escape(unpriced)}</p>");
        Line("</section>");
    }

    private void WriteDays()
    {
        var columns = ReportSheet.Of(_overview.Report, compact: false).Columns;
        Line("<section class=\"days\"><h2>By day</h2><div class=\"scroll\"><table><thead><tr>" + string.Concat(columns.Select(c => Cell("th", c, c.Header))) + "</tr></thead><tbody>");
        var last = columns[0].Cells.Count - 1;
        for (var row = 0; row < last; row++) Line("<tr>" + string.Concat(columns.Select(c => Cell("td", c, c.Cells[row]))) + "</tr>");
        Line("</tbody><tfoot><tr>" + string.Concat(columns.Select(c => Cell("td", c, c.Cells[last]))) + "</tr></tfoot></table></div></section>");
    }

    private static string Cell(string tag, TableColumn column, string text) =>
        $"<{tag}{(column.AlignRight ? " class=\"n\"" : column.Header == "Models" ? " class=\"models\"" : "")}>{HtmlText.Escape(text)}</{tag}>";

    private decimal Amount(UsageRow row) => _costs ? row.Cost : row.Tokens.Total;

    private void Line(string text) => _output.Write(text + "\n");
}

using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>Statistics as two columns of text: what, and how much.</summary>
internal static class StatsSheet
{
    public static void Write(UsageStatistics statistics, Report report, TableStyle style, TextWriter output)
    {
        var writer = new TableWriter(output, style);
        if (statistics.ActiveDays == 0)
        {
            writer.Line("No usage" + ReportText.Range(report) + ".");
            return;
        }

        writer.Write(Columns(statistics, report), footers: 0);
        foreach (var note in ReportText.Notes(report)) writer.Line(note, Tone.Quiet);
    }

    public static void WriteCsv(UsageStatistics statistics, Report report, TextWriter output)
    {
        output.Write("statistic,value\r\n");
        foreach (var (name, value) in Lines(statistics, report)) output.Write(CsvText.Field(name) + "," + CsvText.Field(value) + "\r\n");
    }

    public static List<TableColumn> Columns(UsageStatistics statistics, Report report)
    {
        var names = new TableColumn("Statistic", Tone.Key) { MinWidth = 12 };
        var values = new TableColumn("Value", Tone.Plain) { AlignRight = true, MinWidth = 12 };
        foreach (var (name, value) in Lines(statistics, report))
        {
            names.Add(name);
            values.Add(value);
        }

        return [names, values];
    }

    private static IEnumerable<(string Name, string Value)> Lines(UsageStatistics s, Report report)
    {
        var costs = !report.Options.NoCost;
        var totals = s.Totals;
        yield return ("Total tokens", NumberText.Full(totals.Tokens.Total));
        yield return ("  input", NumberText.Full(totals.Tokens.Input));
        yield return ("  output", NumberText.Full(totals.Tokens.Output));
        yield return ("  of it reasoning", NumberText.Full(totals.Tokens.Reasoning));
        yield return ("  cache write", NumberText.Full(totals.Tokens.CacheWrite));
        yield return ("  cache read", NumberText.Full(totals.Tokens.CacheRead));
        yield return ("Requests", NumberText.Full(totals.Requests));
        if (costs) yield return ("Total cost", NumberText.Cost(totals, false));
        yield return ("Cache hit rate", NumberText.Percent(s.CacheHitRate, 1));
        yield return ("Active days", NumberText.Full(s.ActiveDays));
        if (s.ActiveDays > 0) yield return ("First and last day", s.Days.Rows[0].Name + " – " + s.Days.Rows[^1].Name);
        yield return ("Tokens per active day", NumberText.Full(s.TokensPerActiveDay));
        if (costs) yield return ("Cost per active day", NumberText.Usd(s.CostPerActiveDay));
        if (costs) yield return ("Cost per calendar day", NumberText.Usd(s.CostPerCalendarDay));
        if (s.PeakDay is { } peak) yield return ("Peak day", peak.Name + ": " + (costs ? NumberText.Cost(peak, false) : NumberText.Full(peak.Tokens.Total)));
        yield return ("Current streak", Days(s.CurrentStreak));
        yield return ("Longest streak", Days(s.LongestStreak));
        if (!costs) yield break;
        yield return ("Month to date", s.ThisMonth is { } month ? NumberText.Cost(month, false) : "$0.00");
        yield return ("Month projection", NumberText.Usd(s.MonthProjection));
    }

    private static string Days(int count) => count == 1 ? "1 day" : NumberText.Full(count) + " days";
}

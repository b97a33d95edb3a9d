using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>The sentences of a report, made safe for a terminal.</summary>
internal static class ReportText
{
    private const int MaxNamed = 5;

    /// <summary>What follows "No usage" or a title: the days, where limited.</summary>
    public static string Range(Report report) => (report.Meta.Since, report.Meta.Until) switch
    {
        ({ } since, { } until) when since == until => " on " + DayText.Of(since),
        ({ } since, { } until) => $" from {DayText.Of(since)} to {DayText.Of(until)}",
        ({ } since, null) => " since " + DayText.Of(since),
        (null, { } until) => " until " + DayText.Of(until),
        _ => "",
    };

    /// <summary>What a reader has to know of the figures.</summary>
    public static IEnumerable<string> Notes(Report report)
    {
        var hidden = report.Table.RowCount - report.Table.Rows.Count;
        if (hidden > 0) yield return $"{hidden} more rows are not shown; totals cover all {report.Table.RowCount}.";
        if (!report.Options.NoCost && Unpriced(report.Table) is { } unpriced) yield return unpriced;
    }

    /// <summary>The line that names unpriced models; null where everything is priced.</summary>
    public static string? Unpriced(UsageTable table)
    {
        if (table.Totals.UnpricedTokens == 0) return null;
        var names = table.UnpricedModels.Take(MaxNamed).Select(TerminalText.Escape);
        var more = table.UnpricedModels.Count > MaxNamed ? $" and {table.UnpricedModels.Count - MaxNamed} more" : "";
        return $"* {NumberText.Full(table.Totals.UnpricedTokens)} tokens have no known price and are not in the cost: {string.Join(", ", names)}{more}.";
    }
}

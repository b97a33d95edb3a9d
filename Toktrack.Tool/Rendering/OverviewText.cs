using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>The overview as text.</summary>
internal static class OverviewText
{
    public static void Write(Overview overview, TableStyle style, TextWriter output)
    {
        var writer = new TableWriter(output, style);
        if (overview.Statistics.ActiveDays == 0)
        {
            writer.Line("No usage" + ReportText.Range(overview.Report) + ".");
            return;
        }

        writer.Write(Spans(overview), footers: 0);
        writer.Line(Figures(overview));
        foreach (var (title, report) in overview.Tables())
        {
            output.Write('\n');
            writer.Line(title + (report.Table.RowCount > report.Table.Rows.Count ? $" (first {report.Table.Rows.Count} of {report.Table.RowCount})" : ""), bold: true);
            writer.Write(Shares(report, overview.Statistics.Totals), footers: 0);
        }

        if (!overview.Report.Options.NoCost && ReportText.Unpriced(overview.Statistics.Days) is { } unpriced) writer.Line(unpriced, Tone.Quiet);
    }

    /// <summary>Today, this week, this month and all time as columns.</summary>
    public static List<TableColumn> Spans(Overview overview)
    {
        var span = new TableColumn("", Tone.Key);
        var requests = new TableColumn("Requests", Tone.Plain) { AlignRight = true, DropOrder = 1 };
        var input = new TableColumn("Input", Tone.Plain) { AlignRight = true, DropOrder = 4 };
        var output = new TableColumn("Output", Tone.Plain) { AlignRight = true, DropOrder = 5 };
        var write = new TableColumn("Cache write", Tone.Plain) { AlignRight = true, DropOrder = 2 };
        var read = new TableColumn("Cache read", Tone.Plain) { AlignRight = true, DropOrder = 3 };
        var total = new TableColumn("Total", Tone.Plain) { AlignRight = true };
        var cost = new TableColumn("Cost", Tone.Money) { AlignRight = true };
        foreach (var (_, name, row) in overview.CoveredSpans)
        {
            var tokens = row?.Tokens ?? default;
            span.Add(name);
            Number(requests, row?.Requests ?? 0);
            Number(input, tokens.Input);
            Number(output, tokens.Output);
            Number(write, tokens.CacheWrite);
            Number(read, tokens.CacheRead);
            Number(total, tokens.Total);
            cost.Add(row is null ? "$0.00" : NumberText.Cost(row, false), row is null ? "$0.00" : NumberText.Cost(row, true));
        }

        List<TableColumn> columns = [span, requests, input, output, write, read, total];
        if (!overview.Report.Options.NoCost) columns.Add(cost);
        return columns;
    }

    /// <summary>The statistics in one paragraph.</summary>
    public static string Figures(Overview overview)
    {
        var s = overview.Statistics;
        var days = s.ActiveDays == 1 ? "1 active day" : $"{NumberText.Full(s.ActiveDays)} active days";
        var text = $"{days}, cache hit rate {NumberText.Percent(s.CacheHitRate, 1)}";
        if (!overview.Report.Options.NoCost)
        {
            text += $", {NumberText.Usd(s.CostPerActiveDay)} an active day";
            if (overview.CoversMonth) text += $", month projection {NumberText.Usd(s.MonthProjection)}";
            if (s.PeakDay is { } peak) text += $", peak {peak.Name} ({NumberText.Cost(peak, false)})";
        }

        return text + ".";
    }

    /// <summary>A table of names with their part of the whole as columns.</summary>
    public static List<TableColumn> Shares(Report report, UsageRow totals)
    {
        var labels = new RowLabels(report);
        var costs = !report.Options.NoCost && totals.Cost > 0;
        var name = new TableColumn(report.Kind.Header, Tone.Key) { MinWidth = 12, CutMiddle = report.Kind.By == Grouping.Project };
        var total = new TableColumn("Total", Tone.Plain) { AlignRight = true };
        var share = new TableColumn("Share", Tone.Quiet) { AlignRight = true, DropOrder = 1 };
        var cost = new TableColumn("Cost", Tone.Money) { AlignRight = true };
        foreach (var row in report.Table.Rows)
        {
            name.Add(labels.Of(row));
            Number(total, row.Tokens.Total);
            share.Add(costs ? NumberText.Percent(row.Cost, totals.Cost) : NumberText.Percent(row.Tokens.Total, totals.Tokens.Total));
            cost.Add(NumberText.Cost(row, false), NumberText.Cost(row, true));
        }

        List<TableColumn> columns = [name, total];
        if (!report.Options.NoCost) columns.Add(cost);
        columns.Add(share);
        return columns;
    }

    private static void Number(TableColumn column, long number) => column.Add(NumberText.Full(number), NumberText.Short(number));
}

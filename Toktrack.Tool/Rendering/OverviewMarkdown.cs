namespace Toktrack.Tool.Rendering;

/// <summary>The overview as Markdown: fits a CI step summary or a pull-request comment.</summary>
internal static class OverviewMarkdown
{
    private const int DaysShown = 14;

    public static void Write(Overview overview, TextWriter output)
    {
        output.Write("## AI coding usage" + MarkdownText.Escape(ReportText.Range(overview.Report)) + "\n\n");
        if (overview.Statistics.ActiveDays == 0)
        {
            output.Write("No usage.\n");
            return;
        }

        MarkdownReport.Write(output, OverviewText.Spans(overview), footers: 1);
        output.Write("\n" + MarkdownText.Escape(OverviewText.Figures(overview)) + "\n");
        foreach (var (title, report) in overview.Tables())
        {
            output.Write("\n### " + title + "\n\n");
            MarkdownReport.Write(output, OverviewText.Shares(report, overview.Statistics.Totals), footers: 0);
        }

        WriteDays(overview, output);
        if (!overview.Report.Options.NoCost && ReportText.Unpriced(overview.Statistics.Days) is { } unpriced) output.Write("\n" + MarkdownText.Escape(unpriced) + "\n");
        output.Write($"\n<sub>toktrack {ReportMeta.ToolVersion}, days in {MarkdownText.Escape(overview.Report.Meta.TimeZone)}, {JsonOut.Instant(overview.Report.Meta.GeneratedAt.Ticks)}</sub>\n");
    }

    private static void WriteDays(Overview overview, TextWriter output)
    {
        var days = overview.Statistics.Days;
        var last = overview.Report with { Table = days with { Rows = [.. days.Rows.TakeLast(DaysShown)] } };
        var title = days.Rows.Count > DaysShown ? $"Last {DaysShown} of {days.Rows.Count} active days" : "By day";
        output.Write($"\n<details><summary>{title}</summary>\n\n");
        MarkdownReport.Write(output, ReportSheet.Of(last, compact: false).Columns, footers: 1);
        output.Write("\n</details>\n");
    }
}

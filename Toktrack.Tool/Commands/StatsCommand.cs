using System.CommandLine;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack stats</c>: totals, habits and records of the usage as a whole.</summary>
internal static class StatsCommand
{
    public static void Describe(Command command, ToolContext context)
    {
        SharedOptions.AddTo(command, SharedOptions.By, SharedOptions.Sort, SharedOptions.Order, SharedOptions.Breakdown, SharedOptions.Top, SharedOptions.NoTitles);
        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var run = new ReportRun(parsed, context);
        var query = run.QueryFor(ReportKind.Daily);
        var usage = run.Load(query.Since);
        var statistics = UsageStatistics.Of(usage.For(query), query, run.Options.NoCost ? null : context.Pricer(context), run.Options.Today);
        var report = new Report(ReportKind.Daily, statistics.Days, run.Options, run.Meta(query));
        switch (run.Options.Format)
        {
            case ReportFormat.Json: StatsJson.Write(statistics, report, context.Out); break;
            case ReportFormat.Csv: StatsSheet.WriteCsv(statistics, report, context.Out); break;
            case ReportFormat.Markdown: MarkdownReport.Write(context.Out, StatsSheet.Columns(statistics, report), footers: 0); break;
            default: StatsSheet.Write(statistics, report, TableStyle.For(run.Options, context), context.Out); break;
        }

        return ExitCodes.Success;
    }
}

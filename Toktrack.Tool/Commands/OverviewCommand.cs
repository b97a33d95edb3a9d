using System.CommandLine;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack overview</c>, and <c>toktrack</c> alone where there is no terminal: today, week, month, all time, and who used it.</summary>
internal static class OverviewCommand
{
    public static void Describe(Command command, ToolContext context)
    {
        SharedOptions.AddTo(command, SharedOptions.By, SharedOptions.Sort, SharedOptions.Order, SharedOptions.Breakdown, SharedOptions.Csv);
        command.SetAction(parsed => Run(parsed, context));
    }

    public static int Run(ParseResult parsed, ToolContext context)
    {
        var run = new ReportRun(parsed, context);
        var overview = Overview.Of(run, context);
        switch (run.Options.Format)
        {
            case ReportFormat.Json: OverviewJson.Write(overview, context.Out); break;
            case ReportFormat.Markdown: OverviewMarkdown.Write(overview, context.Out); break;
            default: OverviewText.Write(overview, TableStyle.For(run.Options, context), context.Out); break;
        }

        return ExitCodes.Success;
    }
}

using System.CommandLine;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack doctor</c>: what was found, what was skipped and why.</summary>
internal static class DoctorCommand
{
    public static void Describe(Command command, ToolContext context)
    {
        foreach (var option in new Option[]
        {
            SharedOptions.Source, SharedOptions.TimeZone, SharedOptions.Cost, SharedOptions.Json, SharedOptions.NoColor, SharedOptions.Color, SharedOptions.Width, SharedOptions.NoHistory,
            SharedOptions.Offline, SharedOptions.Config, SharedOptions.Threads, SharedOptions.Io, SharedOptions.Kernel, SharedOptions.Quiet,
        })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var options = OptionReader.Read(parsed, context);
        var usage = context.Loader.Load(context, new(options.Sources, options.NoHistory, Quiet: options.Quiet) { Scan = options.Scan }, CancellationToken.None);
        var query = new UsageQuery { By = Grouping.Source, Breakdown = Grouping.Model, Zone = options.Zone, Cost = options.Cost, Filter = options.Filter };
        var table = query.Run(usage.Outcome.Snapshot, context.Pricer(context));
        var findings = Findings.Of(context, options, usage, table);
        if (options.Format == ReportFormat.Json) DoctorJson.Write(findings, context);
        else DoctorText.Write(findings, TableStyle.For(options, context), context.Out);
        return ExitCodes.Success;
    }
}

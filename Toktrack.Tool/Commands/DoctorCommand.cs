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
        // What is wrong with a line shows when it is read, so all are read, whatever the ledger knows already.
        var request = new UsageRequest(options.Sources, Quiet: options.Quiet) { Scan = options.Scan };
        var usage = context.Loader.Load(context, request with { NoHistory = true }, CancellationToken.None);
        if (!options.NoHistory)
        {
            var known = context.Loader.Load(context, request with { KnownOnly = true, Quiet = true }, CancellationToken.None);
            usage = usage with { Warnings = known.Warnings, LedgerState = known.LedgerState };
        }

        var query = new UsageQuery { By = Grouping.Source, Breakdown = Grouping.Model, Zone = options.Zone, Cost = options.Cost, Filter = options.Filter };
        var table = query.Run(usage.Outcome.Snapshot, context.Pricer(context));
        var findings = Findings.Of(context, options, usage, table);
        if (options.Format == ReportFormat.Json) DoctorJson.Write(findings, context);
        else DoctorText.Write(findings, TableStyle.For(options, context), context.Out);
        return ExitCodes.Success;
    }
}

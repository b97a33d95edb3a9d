using Toktrack.Scanner.History;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Usage;

/// <summary>Usage from the ledger, brought up to date by reading what is new in the logs.</summary>
internal sealed class LedgerLoader : IUsageLoader
{
    private const int BriefWaitMilliseconds = 50;

    public LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation)
    {
        if (request.NoHistory) return new ScanLoader().Load(context, request, cancellation);
        HeapPages.Prepare();
        var home = HistoryHome.Of(context.Environment);
        // One file is enough only where everything else is known already.
        var brief = (request.KnownOnly || request.OnlyFiles is not null) && File.Exists(home.Database);
        IReadOnlyList<IUsageSource> sources = brief
            ? [new TranscriptSource(SourceCatalog.Get(SourceId.ClaudeCode), request.OnlyFiles ?? [])]
            : [.. SourceCatalog.All.Where(s => request.Sources.Count == 0 || request.Sources.Contains(s.Id))];
        var progress = request.Progress ?? new ScanProgress();
        using var bar = ProgressBar.For(context, request, progress);
        try
        {
            var options = new HistoryOptions { StoreTitles = context.Configuration.StoreTitles };
            if (request.ClosesBehind) options = options with { Closing = close => context.Closing.Start(request.Quiet ? () => Silently(close) : close) };
            if (brief) options = options with { BusyMilliseconds = BriefWaitMilliseconds };
            else if (request.LedgerPatience is { } patience) options = options with { BusyMilliseconds = (int)patience.TotalMilliseconds };
            var outcome = HistoryRun.Run(sources, context.LogEnvironment, home, request.Scan, options, progress, cancellation);
            return new(outcome.Scan, outcome.Warnings) { LedgerState = () => StateOf(home, outcome.IsSaved), IsSaved = outcome.IsSaved };
        }
        catch (ArgumentException e)
        {
            throw new ToolException(e.Message, ExitCodes.WrongUsage); // a kernel that does not run here
        }
    }

    private static string? Silently(Func<string?> close)
    {
        _ = close();
        return null;
    }

    private static string StateOf(HistoryHome home, bool saved)
    {
        var file = new FileInfo(home.Database);
        return file.Exists ? $"{home.Database}, {NumberText.Full(file.Length)} bytes, {(saved ? "up to date" : "not saved by this run")}" : $"{home.Database}, not there";
    }
}

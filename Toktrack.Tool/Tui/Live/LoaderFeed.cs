using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Query;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Tui.Live;

/// <summary>Usage from the tool's loader: first the ledger alone, then with the logs.</summary>
internal sealed class LoaderFeed(ToolContext context, UsageRequest request, bool withTitles) : IUsageFeed
{
    // The screen shows what is new at once; another refresh saves it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);

    public IReadOnlyList<string> Folders { get; } =
        [.. SourceCatalog.All
            .Where(s => request.Sources.Count == 0 || request.Sources.Contains(s.Id))
            .SelectMany(s => s.Roots(context.LogEnvironment))
            .Distinct(StringComparer.Ordinal)];

    // Without a ledger the first look is the scan itself, which shows its progress.
    public LoadedUsage? Known(CancellationToken cancellation) =>
        request.NoHistory || !File.Exists(HistoryHome.Of(context.Environment).Database) ? null : context.Loader.Load(context, request with { KnownOnly = true, Quiet = true }, cancellation);

    // The dashboard stays open for hours: it does not hold the list of files that far.
    public LoadedUsage Refresh(ScanProgress progress, CancellationToken cancellation)
    {
        var usage = context.Loader.Load(context, request with { Quiet = true, Progress = progress, LedgerPatience = s_patience }, cancellation);
        return usage with { Outcome = usage.Outcome with { Files = null } };
    }

    public IReadOnlyDictionary<(SourceId Source, string Session), string> Titles(UsageSnapshot usage, long since)
    {
        if (!withTitles) return new Dictionary<(SourceId, string), string>();
        var part = since == 0 ? usage : usage with { Slots = [.. usage.Slots.Where(s => s.Last >= since)] };
        return SessionTitles.For(new UsageQuery { By = Grouping.Session }.Run(part, null).Rows, context);
    }
}

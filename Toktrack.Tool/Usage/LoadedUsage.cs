using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Usage;

/// <summary>Usage and how it was come by.</summary>
/// <param name="Outcome">The usage, diagnostics and statistics of the run.</param>
/// <param name="Warnings">Sentences for standard error, for instance that the ledger cannot be written.</param>
internal sealed record LoadedUsage(ScanOutcome Outcome, IReadOnlyList<string> Warnings)
{
    /// <summary>The state of the ledger in one phrase, for <c>doctor</c>; null where none is used.</summary>
    public Func<string>? LedgerState { get; init; }

    /// <summary>True when the ledger holds everything that was found.</summary>
    public bool IsSaved { get; init; }

    /// <summary>Where usage stays elsewhere, the answers to single questions; null where the outcome holds all of it.</summary>
    public IUsageAnswers? Remote { get; init; }

    /// <summary>Usage that answers <paramref name="query"/>, and perhaps no other.</summary>
    public UsageSnapshot For(UsageQuery query) => Remote?.For(query) ?? Outcome.Snapshot;

    /// <summary>Answers several questions, as each alone would be.</summary>
    public IReadOnlyList<UsageTable> RunAll(IReadOnlyList<UsageQuery> queries, ISlotPricer? pricer) =>
        Remote is null ? UsageQuery.RunAll(queries, Outcome.Snapshot, pricer) : [.. queries.Select(q => q.Run(For(q), pricer))];

    /// <summary>Usage that answers <paramref name="query"/> by billing windows of a length.</summary>
    public UsageSnapshot ForBlocks(UsageQuery query, TimeSpan length) => Remote?.ForBlocks(query, length) ?? Outcome.Snapshot;
}

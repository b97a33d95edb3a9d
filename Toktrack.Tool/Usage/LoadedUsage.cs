using Toktrack.Scanner.Pipeline;

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
}

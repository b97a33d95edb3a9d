using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Usage;

/// <summary>What a command needs to know of usage.</summary>
/// <param name="Sources">The CLIs; empty for all. A loader may bring more.</param>
/// <param name="NoHistory">Scan only; read and store no ledger.</param>
/// <param name="KnownOnly">Answer from the ledger alone where there is one, without looking at logs.</param>
/// <param name="Quiet">Show no progress.</param>
/// <param name="OnlyFiles">Where there is a ledger, look at no logs but these (absolute paths, untrusted); null for all.</param>
/// <param name="Since">First local day that is needed; null for all. A hint: a loader may bring more.</param>
internal sealed record UsageRequest(
    IReadOnlyList<SourceId> Sources, bool NoHistory = false, bool KnownOnly = false, bool Quiet = false,
    IReadOnlyList<string>? OnlyFiles = null, DateOnly? Since = null)
{
    /// <summary>How logs are scanned.</summary>
    public ScanOptions Scan { get; init; } = new();

    /// <summary>How long to wait for another process that writes the ledger; then what is new is counted and not saved. Null for the usual time.</summary>
    public TimeSpan? LedgerPatience { get; init; }

    /// <summary>True where nothing but the usage is asked of the ledger, so that it may be saved while the answer is shown.</summary>
    public bool ClosesBehind { get; init; }

    /// <summary>Takes the progress of the scan; null for nobody.</summary>
    public ScanProgress? Progress { get; init; }
}

using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>What a run over the logs found, with or without a ledger.</summary>
/// <param name="Snapshot">Everything known now.</param>
/// <param name="Diagnostics">What was skipped or repaired.</param>
/// <param name="Statistics">What was read, and how fast.</param>
public sealed record ScanOutcome(UsageSnapshot Snapshot, ScanDiagnostics Diagnostics, ScanStatistics Statistics)
{
    /// <summary>Every log that was found, read or not; null where that is not known.</summary>
    public IReadOnlyList<LogFile>? Files { get; init; }
}

using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Tui.State;

/// <summary>What goes on behind the view.</summary>
/// <param name="IsScanning">Logs are being read.</param>
/// <param name="FilesDone">Files read of this scan.</param>
/// <param name="FilesToRead">Files this scan reads; 0 where not known.</param>
/// <param name="Files">Log files known.</param>
/// <param name="IsWatching">New lines are noticed by themselves.</param>
/// <param name="Error">Why the last refresh failed; null when it did not.</param>
/// <param name="Diagnostics">What was skipped or repaired; null before the first scan.</param>
/// <param name="Warnings">Sentences about the run, for instance that the ledger cannot be written.</param>
internal sealed record FeedStatus(
    bool IsScanning = false,
    int FilesDone = 0,
    int FilesToRead = 0,
    int Files = 0,
    bool IsWatching = false,
    string? Error = null,
    ScanDiagnostics? Diagnostics = null,
    IReadOnlyList<string>? Warnings = null)
{
    /// <summary>Number of things to tell.</summary>
    public long Problems => (Diagnostics?.Total ?? 0) + (Warnings?.Count ?? 0) + (Error is null ? 0 : 1);
}

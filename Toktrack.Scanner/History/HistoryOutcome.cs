using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>The result of a run with the ledger.</summary>
/// <param name="Scan">Everything known now, and what was read for it.</param>
/// <param name="Warnings">Sentences for the user: what was restored, imported, or could not be saved.</param>
/// <param name="IsSaved">True when the ledger holds everything that was found, or will once what <see cref="HistoryOptions.Closing"/> took is done.</param>
public sealed record HistoryOutcome(ScanOutcome Scan, IReadOnlyList<string> Warnings, bool IsSaved);

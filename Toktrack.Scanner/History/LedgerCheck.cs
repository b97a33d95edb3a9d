namespace Toktrack.Scanner.History;

/// <summary>What <see cref="HistoryMaintenance.Verify"/> found.</summary>
/// <param name="Findings">What is wrong, one sentence each; empty for a ledger that is whole.</param>
/// <param name="Days">Days of all sources with records.</param>
/// <param name="Records">Records kept.</param>
/// <param name="Bytes">Size of the ledger.</param>
public sealed record LedgerCheck(IReadOnlyList<string> Findings, int Days, long Records, long Bytes);

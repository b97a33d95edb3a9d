using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The records of one CLI and UTC day in a ledger.</summary>
/// <param name="Key">The day's number in the ledger: the same for the same CLI and date, in every ledger.</param>
/// <param name="Source">The CLI.</param>
/// <param name="Date">The day.</param>
/// <param name="Seal">A checksum that differs whenever any record of the day does. It means nothing across ledgers.</param>
public readonly record struct LedgerDay(long Key, SourceId Source, DateOnly Date, ulong Seal);

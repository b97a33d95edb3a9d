namespace Toktrack.Scanner.History;

/// <summary>What a rebuild would change.</summary>
/// <param name="Days">UTC days of all sources in the ledger now.</param>
/// <param name="DaysFewer">Days whose tokens would become fewer, because their logs are gone.</param>
/// <param name="TokensBefore">Tokens in the ledger now.</param>
/// <param name="TokensAfter">Tokens the logs that exist give.</param>
/// <param name="Backup">Where the ledger of now would be kept.</param>
public sealed record RebuildPlan(int Days, int DaysFewer, long TokensBefore, long TokensAfter, string Backup);

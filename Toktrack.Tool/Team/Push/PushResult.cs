namespace Toktrack.Tool.Team.Push;

/// <summary>What a push did.</summary>
/// <param name="Days">Days (of a CLI) the ledger has.</param>
/// <param name="Sent">Days that were sent, because they are new or have changed; all days without records are one.</param>
/// <param name="Records">Records in them.</param>
/// <param name="Added">Records the database did not have.</param>
/// <param name="Replaced">Records that took the place of less full ones.</param>
internal sealed record PushResult(int Days, int Sent, long Records, long Added, long Replaced);

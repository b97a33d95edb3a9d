namespace Toktrack.Scanner.History;

/// <summary>What keeps a ledger from being used.</summary>
public enum HistoryProblem
{
    /// <summary>Its content contradicts its checksums or is no database.</summary>
    Damaged,

    /// <summary>A newer version of toktrack wrote it; it is left untouched.</summary>
    NewerVersion,

    /// <summary>Another process is writing and did not finish in time.</summary>
    Busy,

    /// <summary>The folder or file cannot be opened or written (permissions, disk full, input/output error).</summary>
    Unavailable,
}

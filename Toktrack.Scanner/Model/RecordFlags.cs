namespace Toktrack.Scanner.Model;

/// <summary>Properties of a record beside its counts. Values are stored in the ledger and never change.</summary>
[Flags]
public enum RecordFlags : byte
{
    /// <summary>None of the below.</summary>
    None = 0,

    /// <summary>A record of a sub-agent's chain (Claude Code's <c>isSidechain</c>).</summary>
    Sidechain = 1,

    /// <summary>Billed at the vendor's fast or priority tier; shown as model + <c>-fast</c>.</summary>
    Fast = 2,

    /// <summary>The log names no model; the one stored is the CLI's documented default.</summary>
    AssumedModel = 4,

    /// <summary>
    /// A record that is a copy where the original is known: of a session that was forked from another (OpenCode), or the first event of
    /// a file that goes on with a session of other files (Codex).
    /// </summary>
    Forked = 8,
}

namespace Toktrack.Scanner.Model;

/// <summary>The CLI whose logs a record comes from. Values are stored in the ledger and never change.</summary>
public enum SourceId : byte
{
    /// <summary>No source; never stored.</summary>
    None = 0,

    /// <summary>Anthropic's Claude Code.</summary>
    ClaudeCode = 1,

    /// <summary>OpenAI's Codex CLI.</summary>
    Codex = 2,

    /// <summary>Google's Gemini CLI.</summary>
    Gemini = 3,

    /// <summary>OpenCode.</summary>
    OpenCode = 4,
}

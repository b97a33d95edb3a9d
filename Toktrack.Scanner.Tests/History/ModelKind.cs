namespace Toktrack.Scanner.Tests.History;

/// <summary>The kinds of files in the model of histories.</summary>
internal enum ModelKind
{
    /// <summary>A log of Claude Code: grows.</summary>
    Claude,

    /// <summary>A rollout of Codex: grows, and its lines depend on those before them.</summary>
    Codex,

    /// <summary>A stream of Gemini CLI: grows.</summary>
    GeminiStream,

    /// <summary>A chat of Gemini CLI as a document: is rewritten.</summary>
    GeminiDocument,

    /// <summary>A message file of OpenCode: is rewritten.</summary>
    OpenCodeMessage,
}

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>The keys a rollout's records are read by.</summary>
internal enum CodexKey
{
    /// <summary>Any other.</summary>
    Other,
    Timestamp,
    Type,
    Payload,
    Id,
    Cwd,
    Git,
    Branch,
    ForkedFromId,
    Model,
    ThreadSettings,
    ServiceTier,
    Info,
    TotalTokenUsage,
    LastTokenUsage,
    InputTokens,
    CachedInputTokens,
    CacheWriteInputTokens,
    OutputTokens,
    ReasoningOutputTokens,
    TotalTokens,
}

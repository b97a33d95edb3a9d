// A token_count line has forty keys, so how a key is recognised is half the cost of the line: by its length, then by one
// comparison.

using Toktrack.Scanner.Materialize;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>Recognises keys.</summary>
internal static class CodexKeys
{
    private const int LongestRaw = 24 * 6;

    /// <summary>The key that <paramref name="raw"/> (as written, without quotes) means, however it is escaped.</summary>
    public static CodexKey Of(ReadOnlySpan<byte> raw)
    {
        var key = OfPlain(raw);
        return key == CodexKey.Other && raw.Length <= LongestRaw && raw.Contains((byte)'\\') ? OfEscaped(raw) : key;
    }

    private static CodexKey OfEscaped(ReadOnlySpan<byte> raw)
    {
        Span<byte> buffer = stackalloc byte[LongestRaw];
        return OfPlain(JsonString.Unescape(raw, buffer));
    }

    private static CodexKey OfPlain(ReadOnlySpan<byte> key) => key.Length switch
    {
        2 when key.SequenceEqual("id"u8) => CodexKey.Id,
        3 when key.SequenceEqual("cwd"u8) => CodexKey.Cwd,
        3 when key.SequenceEqual("git"u8) => CodexKey.Git,
        4 when key.SequenceEqual("type"u8) => CodexKey.Type,
        4 when key.SequenceEqual("info"u8) => CodexKey.Info,
        5 when key.SequenceEqual("model"u8) => CodexKey.Model,
        6 when key.SequenceEqual("branch"u8) => CodexKey.Branch,
        7 when key.SequenceEqual("payload"u8) => CodexKey.Payload,
        9 when key.SequenceEqual("timestamp"u8) => CodexKey.Timestamp,
        12 when key.SequenceEqual("input_tokens"u8) => CodexKey.InputTokens,
        12 when key.SequenceEqual("total_tokens"u8) => CodexKey.TotalTokens,
        12 when key.SequenceEqual("service_tier"u8) => CodexKey.ServiceTier,
        13 when key.SequenceEqual("output_tokens"u8) => CodexKey.OutputTokens,
        14 when key.SequenceEqual("forked_from_id"u8) => CodexKey.ForkedFromId,
        15 when key.SequenceEqual("thread_settings"u8) => CodexKey.ThreadSettings,
        16 when key.SequenceEqual("last_token_usage"u8) => CodexKey.LastTokenUsage,
        17 when key.SequenceEqual("total_token_usage"u8) => CodexKey.TotalTokenUsage,
        19 when key.SequenceEqual("cached_input_tokens"u8) => CodexKey.CachedInputTokens,
        23 when key.SequenceEqual("reasoning_output_tokens"u8) => CodexKey.ReasoningOutputTokens,
        24 when key.SequenceEqual("cache_write_input_tokens"u8) => CodexKey.CacheWriteInputTokens,
        _ => CodexKey.Other,
    };
}

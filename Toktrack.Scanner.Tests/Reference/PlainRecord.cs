namespace Toktrack.Scanner.Tests.Reference;

/// <summary>One usage record as the reference reads it: texts instead of numbers and hashes.</summary>
internal sealed record PlainRecord
{
    /// <summary>The CLI.</summary>
    public string Source { get; init; } = "claude-code";

    /// <summary>Offset of the object that states it.</summary>
    public long Offset { get; init; }

    /// <summary>The object that states it, from brace to brace, where it has no <see cref="Id"/>.</summary>
    public byte[] Object { get; init; } = [];

    /// <summary>Bytes of <c>message.id</c>; empty where there is none.</summary>
    public byte[] Id { get; init; } = [];

    /// <summary>Bytes of <c>requestId</c>; empty where there is none.</summary>
    public byte[] Request { get; init; } = [];

    /// <summary>What makes records candidates for being one response, in words (all but Claude Code).</summary>
    public string Group { get; init; } = "";

    /// <summary>What tells responses of one group apart, in words (all but Claude Code).</summary>
    public string Variant { get; init; } = "";

    /// <summary>Place among the iterations of the response of an advisor; -1 for any other response.</summary>
    public int Advisor { get; init; } = -1;

    public long Time { get; init; }

    public string Model { get; init; } = "";

    public string Project { get; init; } = "";

    public string Session { get; init; } = "";

    public string Branch { get; init; } = "";

    public bool Sidechain { get; init; }

    public bool Fast { get; init; }

    /// <summary>The model is the CLI's default, for the log names none.</summary>
    public bool Assumed { get; init; }

    /// <summary>A copy where the original is known.</summary>
    public bool Forked { get; init; }

    /// <summary>The message is finished (OpenCode).</summary>
    public bool Done { get; init; }

    /// <summary>It stands in a database (OpenCode).</summary>
    public bool InDatabase { get; init; }

    public long NanoDollars { get; init; }

    public long WebSearches { get; init; }

    public long Input { get; init; }

    public long Output { get; init; }

    public long CacheWrite5m { get; init; }

    public long CacheWrite1h { get; init; }

    public long CacheRead { get; init; }

    public long Reasoning { get; init; }

    /// <summary>All tokens, at most the largest number.</summary>
    public long Total => (long)Int128.Min(long.MaxValue, (Int128)Input + Output + CacheWrite5m + CacheWrite1h + CacheRead);
}

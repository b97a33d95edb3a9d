namespace Toktrack.Scanner.Tests.Reference;

/// <summary>One usage record as the reference reads it: texts instead of numbers and hashes.</summary>
internal sealed record PlainRecord
{
    /// <summary>Offset of the object that states it.</summary>
    public long Offset { get; init; }

    /// <summary>The object that states it, from brace to brace.</summary>
    public byte[] Object { get; init; } = [];

    /// <summary>Bytes of <c>message.id</c>; empty where there is none.</summary>
    public byte[] Id { get; init; } = [];

    /// <summary>Bytes of <c>requestId</c>; empty where there is none.</summary>
    public byte[] Request { get; init; } = [];

    /// <summary>Place among the iterations of the response of an advisor; -1 for any other response.</summary>
    public int Advisor { get; init; } = -1;

    public long Time { get; init; }

    public string Model { get; init; } = "";

    public string Project { get; init; } = "";

    public string Session { get; init; } = "";

    public string Branch { get; init; } = "";

    public bool Sidechain { get; init; }

    public bool Fast { get; init; }

    public long NanoDollars { get; init; }

    public long WebSearches { get; init; }

    public long Input { get; init; }

    public long Output { get; init; }

    public long CacheWrite5m { get; init; }

    public long CacheWrite1h { get; init; }

    public long CacheRead { get; init; }

    /// <summary>All tokens, at most the largest number.</summary>
    public long Total => (long)Int128.Min(long.MaxValue, (Int128)Input + Output + CacheWrite5m + CacheWrite1h + CacheRead);
}

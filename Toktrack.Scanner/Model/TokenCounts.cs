namespace Toktrack.Scanner.Model;

/// <summary>
/// Tokens of one response or of a sum of responses, by kind. Counts are never negative and saturate at
/// <see cref="long.MaxValue"/> instead of wrapping.
/// </summary>
public struct TokenCounts : IEquatable<TokenCounts>
{
    /// <summary>Fresh prompt tokens: neither read from nor written to a cache.</summary>
    public long Input;

    /// <summary>Everything billed as output, reasoning included.</summary>
    public long Output;

    /// <summary>Prompt tokens written to a cache that lives five minutes.</summary>
    public long CacheWrite5m;

    /// <summary>Prompt tokens written to a cache that lives one hour.</summary>
    public long CacheWrite1h;

    /// <summary>Prompt tokens read from a cache.</summary>
    public long CacheRead;

    /// <summary>The part of <see cref="Output"/> that was reasoning: informational, never added to a total.</summary>
    public long Reasoning;

    /// <summary>Cache writes of both lifetimes.</summary>
    public readonly long CacheWrite => Saturating(CacheWrite5m, CacheWrite1h);

    /// <summary>The prompt as the vendor's price tiers see it: input, cache reads and cache writes.</summary>
    public readonly long Prompt => Saturating(Saturating(Input, CacheRead), CacheWrite);

    /// <summary>Input, output, cache writes and cache reads.</summary>
    public readonly long Total => Saturating(Prompt, Output);

    /// <summary>True when every kind is zero.</summary>
    public readonly bool IsZero => (Input | Output | CacheWrite5m | CacheWrite1h | CacheRead | Reasoning) == 0;

    /// <summary>Adds <paramref name="other"/> kind by kind, saturating.</summary>
    public void Add(in TokenCounts other)
    {
        Input = Saturating(Input, other.Input);
        Output = Saturating(Output, other.Output);
        CacheWrite5m = Saturating(CacheWrite5m, other.CacheWrite5m);
        CacheWrite1h = Saturating(CacheWrite1h, other.CacheWrite1h);
        CacheRead = Saturating(CacheRead, other.CacheRead);
        Reasoning = Saturating(Reasoning, other.Reasoning);
    }

    /// <inheritdoc/>
    public readonly bool Equals(TokenCounts other) =>
        Input == other.Input && Output == other.Output && CacheWrite5m == other.CacheWrite5m &&
        CacheWrite1h == other.CacheWrite1h && CacheRead == other.CacheRead && Reasoning == other.Reasoning;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is TokenCounts other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Input, Output, CacheWrite5m, CacheWrite1h, CacheRead, Reasoning);

    /// <summary>Equality by kind.</summary>
    public static bool operator ==(TokenCounts left, TokenCounts right) => left.Equals(right);

    /// <summary>Inequality by kind.</summary>
    public static bool operator !=(TokenCounts left, TokenCounts right) => !left.Equals(right);

    // Both operands are >= 0, so a wrapped sum is negative.
    private static long Saturating(long a, long b)
    {
        var sum = unchecked(a + b);
        return sum < 0 ? long.MaxValue : sum;
    }
}

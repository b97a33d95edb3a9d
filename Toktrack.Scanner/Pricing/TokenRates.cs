// Money on the hot path: a rate is a whole number of femto-dollars (1e-15 USD) per token, so that $1 per million tokens
// is 1e9 and every published price is exact. Tokens x rate is summed in 128 bits and becomes a decimal once a slot, by
// giving the decimal its 15 digits of scale instead of dividing.

using System.Numerics;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>What one request costs by token kind, complete: every kind has a price.</summary>
public readonly record struct TokenRates
{
    /// <summary>Femto-dollars per token in one US dollar per million tokens.</summary>
    internal const long PerMillion = 1_000_000_000;

    private const int Scale = 15;

    /// <summary>Fresh input, in femto-dollars per token.</summary>
    public long Input { get; init; }

    /// <summary>Output, in femto-dollars per token.</summary>
    public long Output { get; init; }

    /// <summary>Reasoning, a part of the output, in femto-dollars per token; equal to <see cref="Output"/> nearly always.</summary>
    public long Reasoning { get; init; }

    /// <summary>Writes to the five-minute cache, in femto-dollars per token.</summary>
    public long CacheWrite5m { get; init; }

    /// <summary>Writes to the one-hour cache, in femto-dollars per token.</summary>
    public long CacheWrite1h { get; init; }

    /// <summary>Cache reads, in femto-dollars per token.</summary>
    public long CacheRead { get; init; }

    /// <summary>One web search, in femto-dollars.</summary>
    public long WebSearch { get; init; }

    /// <summary>True when nothing of it costs anything: a model the book knows to be free.</summary>
    public bool IsFree => (Input | Output | Reasoning | CacheWrite5m | CacheWrite1h | CacheRead) == 0;

    /// <summary>The cost of <paramref name="tokens"/> and <paramref name="webSearches"/> in US dollars, exact.</summary>
    public decimal CostOf(in TokenCounts tokens, int webSearches)
    {
        var reasoning = Math.Min(tokens.Reasoning, tokens.Output);
        if (IsShort(tokens, webSearches)) return ToUsd(ShortSum(tokens, webSearches, reasoning));
        var sum = Product(tokens.Input, Input) + Product(tokens.Output - reasoning, Output) + Product(reasoning, Reasoning) +
            Product(tokens.CacheWrite5m, CacheWrite5m) + Product(tokens.CacheWrite1h, CacheWrite1h) +
            Product(tokens.CacheRead, CacheRead) + Product(webSearches, WebSearch);
        return ToUsd(sum);
    }

    // Seven products of at most 61 bits add up to less than 64: so it is for all but absurd counts.
    private bool IsShort(in TokenCounts tokens, int webSearches)
    {
        var counts = tokens.Input | tokens.Output | tokens.CacheWrite5m | tokens.CacheWrite1h | tokens.CacheRead | tokens.Reasoning | (uint)webSearches;
        var rates = Input | Output | Reasoning | CacheWrite5m | CacheWrite1h | CacheRead | WebSearch;
        return BitOperations.LeadingZeroCount((ulong)counts) + BitOperations.LeadingZeroCount((ulong)rates) >= 128 - 61;
    }

    private ulong ShortSum(in TokenCounts tokens, int webSearches, long reasoning) => (ulong)(
        (tokens.Input * Input) + ((tokens.Output - reasoning) * Output) + (reasoning * Reasoning) + (tokens.CacheWrite5m * CacheWrite5m) +
        (tokens.CacheWrite1h * CacheWrite1h) + (tokens.CacheRead * CacheRead) + (webSearches * WebSearch));

    /// <summary>US dollars for <paramref name="count"/> units at <paramref name="rate"/>, exact.</summary>
    internal static decimal CostOf(long count, long rate) => ToUsd(Product(count, rate));

    /// <summary>A rate as US dollars per million tokens.</summary>
    public static decimal UsdPerMillion(long rate) => rate / (decimal)PerMillion;

    /// <summary>This rate card with every token price multiplied; searches cost the same.</summary>
    internal TokenRates Times(decimal factor) => this with
    {
        Input = (long)(Input * factor),
        Output = (long)(Output * factor),
        Reasoning = (long)(Reasoning * factor),
        CacheWrite5m = (long)(CacheWrite5m * factor),
        CacheWrite1h = (long)(CacheWrite1h * factor),
        CacheRead = (long)(CacheRead * factor),
    };

    private static UInt128 Product(long count, long rate)
    {
        var high = Math.BigMul((ulong)count, (ulong)rate, out var low);
        return new UInt128(high, low);
    }

    private static decimal ToUsd(UInt128 sum)
    {
        var high = (ulong)(sum >> 64);
        var low = (ulong)sum;
        if (high <= uint.MaxValue) return new decimal((int)low, (int)(low >> 32), (int)high, false, Scale);

        // Above 7.9e13 dollars, which only a log with made-up counts can reach: whole dollars and the rest apart.
        UInt128 unit = 1_000_000_000_000_000;
        return (decimal)(sum / unit) + ((decimal)(ulong)(sum % unit) / (ulong)unit);
    }
}

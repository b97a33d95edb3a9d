using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Metrics;

/// <summary>What the counters of one series have counted.</summary>
/// <param name="Tokens">Tokens by kind.</param>
/// <param name="Requests">Responses.</param>
/// <param name="WebSearches">Web searches.</param>
/// <param name="Cost">US dollars, exact, without the unpriced part.</param>
internal readonly record struct SeriesCounts(TokenCounts Tokens, long Requests, long WebSearches, decimal Cost)
{
    /// <summary>The sum of both.</summary>
    public SeriesCounts Plus(in SeriesCounts other)
    {
        var tokens = Tokens;
        tokens.Add(other.Tokens);
        return new(tokens, Requests + other.Requests, WebSearches + other.WebSearches, Cost + other.Cost);
    }

    /// <summary>The higher of both, count by count.</summary>
    public SeriesCounts Max(in SeriesCounts other) => new(
        new()
        {
            Input = Math.Max(Tokens.Input, other.Tokens.Input),
            Output = Math.Max(Tokens.Output, other.Tokens.Output),
            CacheWrite5m = Math.Max(Tokens.CacheWrite5m, other.Tokens.CacheWrite5m),
            CacheWrite1h = Math.Max(Tokens.CacheWrite1h, other.Tokens.CacheWrite1h),
            CacheRead = Math.Max(Tokens.CacheRead, other.Tokens.CacheRead),
            Reasoning = Math.Max(Tokens.Reasoning, other.Tokens.Reasoning),
        },
        Math.Max(Requests, other.Requests),
        Math.Max(WebSearches, other.WebSearches),
        Math.Max(Cost, other.Cost));
}

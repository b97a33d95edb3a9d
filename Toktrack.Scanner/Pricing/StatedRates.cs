namespace Toktrack.Scanner.Pricing;

/// <summary>
/// Prices as a source states them: US dollars per million tokens (web searches: per thousand), absent where the source is
/// silent. <see cref="Complete"/> fills the gaps by the vendors' published rules.
/// </summary>
public readonly record struct StatedRates
{
    /// <summary>The highest price taken for one: US dollars per million tokens. The dearest model ever sold costs 600.</summary>
    public const decimal Highest = 100_000m;

    /// <summary>Fresh input.</summary>
    public decimal? Input { get; init; }

    /// <summary>Output.</summary>
    public decimal? Output { get; init; }

    /// <summary>Reasoning, where it is not billed as output.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>Five-minute cache writes.</summary>
    public decimal? CacheWrite5m { get; init; }

    /// <summary>One-hour cache writes.</summary>
    public decimal? CacheWrite1h { get; init; }

    /// <summary>Cache reads.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>A thousand web searches.</summary>
    public decimal? WebSearches { get; init; }

    /// <summary>True when nothing is stated.</summary>
    public bool IsEmpty => this == default;

    /// <summary>These prices, and those of <paramref name="other"/> where these are silent.</summary>
    public StatedRates Or(in StatedRates other) => new()
    {
        Input = Input ?? other.Input,
        Output = Output ?? other.Output,
        Reasoning = Reasoning ?? other.Reasoning,
        CacheWrite5m = CacheWrite5m ?? other.CacheWrite5m,
        CacheWrite1h = CacheWrite1h ?? other.CacheWrite1h,
        CacheRead = CacheRead ?? other.CacheRead,
        WebSearches = WebSearches ?? other.WebSearches,
    };

    /// <summary>True when every price stated here is stated by <paramref name="other"/> too, with the same value.</summary>
    public bool AgreesWith(in StatedRates other) =>
        Agrees(Input, other.Input) && Agrees(Output, other.Output) && Agrees(Reasoning, other.Reasoning) &&
        Agrees(CacheWrite5m, other.CacheWrite5m) && Agrees(CacheWrite1h, other.CacheWrite1h) &&
        Agrees(CacheRead, other.CacheRead) && Agrees(WebSearches, other.WebSearches);

    /// <summary>
    /// Every price, stated or following from a stated one (pricing rules 3 and 4). Anthropic: 5-minute writes 1.25 times,
    /// 1-hour writes twice, reads a tenth of the input; $10 for a thousand searches. Others: cached tokens at the input
    /// price. Reasoning costs what output costs.
    /// </summary>
    public TokenRates Complete(bool anthropic)
    {
        var input = Input ?? 0;
        var output = Output ?? 0;
        var write5m = CacheWrite5m ?? (anthropic ? input * 1.25m : input);
        return new TokenRates
        {
            Input = ToRate(input),
            Output = ToRate(output),
            Reasoning = ToRate(Reasoning ?? output),
            CacheWrite5m = ToRate(write5m),
            CacheWrite1h = ToRate(CacheWrite1h ?? (anthropic ? input * 2 : write5m)),
            CacheRead = ToRate(CacheRead ?? (anthropic ? input * 0.1m : input)),
            WebSearch = (long)((WebSearches ?? (anthropic ? 10m : 0m)) * 1_000_000_000_000m),
        };
    }

    // Vendors state at most six decimals; nine are kept.
    private static long ToRate(decimal usdPerMillion) => (long)decimal.Round(usdPerMillion * TokenRates.PerMillion);

    private static bool Agrees(decimal? mine, decimal? theirs) => mine is null || mine == theirs;
}

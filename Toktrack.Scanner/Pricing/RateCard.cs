using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>Complete prices with the tiers for long prompts: the whole request is priced at the tier its prompt exceeds.</summary>
public sealed class RateCard
{
    private readonly TokenRates _base;
    private readonly (long Above, TokenRates Rates)[] _tiers;
    private TokenRates[]? _byBucket;

    private RateCard(TokenRates rates, (long Above, TokenRates Rates)[] tiers) => (_base, _tiers) = (rates, tiers);

    /// <summary>Prices below every threshold.</summary>
    public TokenRates Base => _base;

    /// <summary>Thresholds and prices above them, by rising threshold.</summary>
    public IReadOnlyList<(long Above, TokenRates Rates)> Tiers => _tiers;

    /// <summary>Completes a stated card. A tier that is silent about reads, writes or searches takes the base's, for Anthropic the rule's.</summary>
    public static RateCard Of(StatedCard card, bool anthropic)
    {
        var tiers = new (long, TokenRates)[card.Tiers.Count];
        for (var i = 0; i < tiers.Length; i++)
        {
            var rates = card.Tiers[i].Rates;
            var fallback = anthropic
                ? new StatedRates { Input = card.Base.Input, Output = card.Base.Output, WebSearches = card.Base.WebSearches }
                : card.Base with { Reasoning = rates.Output is null ? card.Base.Reasoning : null };
            tiers[i] = (card.Tiers[i].Above, rates.Or(fallback).Complete(anthropic));
        }

        return new RateCard(card.Base.Complete(anthropic), tiers);
    }

    /// <summary>The prices for requests of <paramref name="priceClass"/>, and the threshold they start above (0 for the base).</summary>
    public TokenRates For(PriceClass priceClass, out long above)
    {
        for (var i = _tiers.Length - 1; i >= 0; i--)
        {
            above = _tiers[i].Above;
            if (priceClass.PromptExceeds(above)) return _tiers[i].Rates;
        }

        above = 0;
        return _base;
    }

    /// <summary>The prices for requests of <paramref name="priceClass"/>: those of <see cref="For"/>, looked up once for each prompt bucket.</summary>
    internal ref readonly TokenRates RatesFor(PriceClass priceClass)
    {
        if (_tiers.Length == 0) return ref _base;
        if (_byBucket is null)
        {
            var rates = new TokenRates[PriceClass.BucketRoom];
            for (var bucket = 0; bucket < rates.Length; bucket++) rates[bucket] = For(new PriceClass((byte)bucket), out _);
            _byBucket = rates;
        }

        return ref _byBucket[priceClass.PromptBucket];
    }

    /// <summary>This card with every token price multiplied.</summary>
    internal RateCard Times(decimal factor) => new(_base.Times(factor), [.. _tiers.Select(t => (t.Above, t.Rates.Times(factor)))]);

    /// <summary>This card, with the tiers of <paramref name="standard"/> above thresholds that this one does not name.</summary>
    internal RateCard WithTiersOf(RateCard standard) =>
        new(_base, [.. _tiers.Concat(standard._tiers.Where(t => _tiers.All(mine => mine.Above != t.Above))).OrderBy(t => t.Above)]);
}

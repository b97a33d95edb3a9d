using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>One product of a cost: a count times a price.</summary>
/// <param name="Model">The model as logged.</param>
/// <param name="Class">The price class of the requests.</param>
/// <param name="Kind">What is counted.</param>
/// <param name="Count">How many tokens or searches; the number of responses is not known here.</param>
/// <param name="Rate">Femto-dollars for one; 0 for a reported or unknown price.</param>
/// <param name="Above">The threshold of the tier the price belongs to; 0 for the base.</param>
/// <param name="Period">The price's period; null for a reported or unknown one.</param>
/// <param name="Usd">The product in US dollars, exact.</param>
public readonly record struct CostFactor(
    string Model, PriceClass Class, FactorKind Kind, long Count, long Rate, long Above, PricePeriod? Period, decimal Usd)
{
    /// <summary>The price in US dollars per million tokens, for searches per thousand.</summary>
    public decimal UnitPrice => Kind == FactorKind.WebSearch ? Rate / 1_000_000_000_000m : TokenRates.UsdPerMillion(Rate);

    internal static CostFactor Reported(string model, PriceClass priceClass, decimal usd) =>
        new(model, priceClass, FactorKind.Reported, 0, 0, 0, null, usd);

    internal static CostFactor Unpriced(string model, PriceClass priceClass, long tokens) =>
        new(model, priceClass, FactorKind.Unpriced, tokens, 0, 0, null, 0);

    internal static IReadOnlyList<CostFactor> Of(string model, in UsageSlot slot, PricePeriod period, RateCard card)
    {
        var rates = card.For(slot.PriceClass, out var above);
        var priceClass = slot.PriceClass;
        var reasoning = rates.Reasoning == rates.Output ? 0 : Math.Min(slot.Tokens.Reasoning, slot.Tokens.Output);
        var factors = new List<CostFactor>(7);
        Add(FactorKind.Input, slot.Tokens.Input, rates.Input);
        Add(FactorKind.Output, slot.Tokens.Output - reasoning, rates.Output);
        Add(FactorKind.Reasoning, reasoning, rates.Reasoning);
        Add(FactorKind.CacheWrite5m, slot.Tokens.CacheWrite5m, rates.CacheWrite5m);
        Add(FactorKind.CacheWrite1h, slot.Tokens.CacheWrite1h, rates.CacheWrite1h);
        Add(FactorKind.CacheRead, slot.Tokens.CacheRead, rates.CacheRead);
        Add(FactorKind.WebSearch, slot.WebSearches, rates.WebSearch);
        return factors;

        void Add(FactorKind kind, long count, long rate)
        {
            if (count > 0) factors.Add(new CostFactor(model, priceClass, kind, count, rate, above, period, TokenRates.CostOf(count, rate)));
        }
    }
}

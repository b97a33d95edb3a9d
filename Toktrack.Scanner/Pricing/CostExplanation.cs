using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>The arithmetic behind a cost: every product of a count and a price, summed over slots that share the price.</summary>
/// <param name="Factors">The products, by model (the costliest first), then by the day their price starts. Their sum is <paramref name="Total"/>.</param>
/// <param name="Total">The cost in US dollars, exact.</param>
/// <param name="UnpricedTokens">Tokens whose price is not known.</param>
public sealed record CostExplanation(IReadOnlyList<CostFactor> Factors, decimal Total, long UnpricedTokens)
{
    /// <summary>Explains the cost of <paramref name="slots"/>.</summary>
    public static CostExplanation Of(IEnumerable<UsageSlot> slots, NameTable names, CostCalculator calculator, CostMode mode)
    {
        var sums = new Dictionary<(string, bool, FactorKind, long, long, DateOnly?, PriceSource?), CostFactor>();
        foreach (var slot in slots)
        {
            foreach (var factor in calculator.FactorsOf(slot, names, mode))
            {
                var key = (factor.Model, factor.Class.IsFast, factor.Kind, factor.Rate, factor.Above, factor.Period?.Start, factor.Period?.Source);
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out var known);
                sum = known ? sum with { Count = Saturating(sum.Count, factor.Count), Usd = sum.Usd + factor.Usd } : factor;
            }
        }

        var costs = sums.Values.GroupBy(Name).ToDictionary(g => g.Key, g => g.Sum(f => f.Usd));
        var factors = sums.Values
            .OrderByDescending(f => costs[Name(f)]).ThenBy(f => f.Model, StringComparer.Ordinal).ThenBy(f => f.Class.IsFast)
            .ThenBy(f => f.Period?.Start ?? DateOnly.MinValue).ThenBy(f => f.Above).ThenBy(f => f.Kind).ThenBy(f => f.Rate).ToArray();
        var unpriced = factors.Where(f => f.Kind == FactorKind.Unpriced).Aggregate(0L, (sum, f) => Saturating(sum, f.Count));
        return new CostExplanation(factors, factors.Sum(f => f.Usd), unpriced);
    }

    private static (string, bool) Name(CostFactor factor) => (factor.Model, factor.Class.IsFast);

    private static long Saturating(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;
}

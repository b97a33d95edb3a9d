// A table that is fetched again and again says little: most of it is known, and some of it has always differed from the book.
// Only what the table says differently than before is a change. Before is the last update, else what the table said when the
// book was made ("?" in the book), else the book's price.

namespace Toktrack.Scanner.Pricing;

/// <summary>Finds what a fetched table changes in a book.</summary>
internal static class PriceComparison
{
    /// <summary>Adds to <paramref name="updates"/> what <paramref name="table"/> brings, starting on <paramref name="today"/> (models not known before: without a beginning, so that their days are priced).</summary>
    public static IReadOnlyList<PriceChange> Apply(LiteLlmTable table, PriceBook book, PriceUpdates updates, DateOnly today)
    {
        var now = today.ToDateTime(TimeOnly.MinValue).Ticks;
        var changes = new List<PriceChange>();
        var added = new List<(string Model, StatedPrice Price)>();
        foreach (var (model, price) in table.Models)
        {
            var known = book.Find(model)?.Price;
            var current = known?.At(now);
            if (known is null || current is null)
            {
                added.Add((model, price with { Start = null }));
                changes.Add(new PriceChange(model, null, price.Standard.Base));
                continue;
            }

            var before = Effective(current.Standard);
            if (price.Standard.AgreesWith(before)) continue;
            if (current.Source != PriceSource.Update && book.TableOf(model) is { } table0 && price.Standard.AgreesWith(table0.Standard)) continue;

            var stated = known.Stated.Last(p => p.Start is null || p.Start <= today);
            added.Add((model, price with
            {
                Start = today,
                Standard = price.Standard with { Base = price.Standard.Base with { WebSearches = price.Standard.Base.WebSearches ?? before.Base.WebSearches } },
                FastFactor = price.Fast is null ? stated.FastFactor ?? price.FastFactor : null,
            }));
            changes.Add(new PriceChange(model, before.Base, price.Standard.Base));
        }

        foreach (var (model, price) in added) updates.Add(model, price);
        return [.. changes.OrderBy(c => c.Model, StringComparer.Ordinal)];
    }

    // What a card charges, stated or not: a table that spells a rule out brings nothing new.
    private static StatedCard Effective(RateCard card) =>
        new(Effective(card.Base), [.. card.Tiers.Select(t => new StatedTier(t.Above, Effective(t.Rates)))]);

    private static StatedRates Effective(in TokenRates rates) => new()
    {
        Input = TokenRates.UsdPerMillion(rates.Input),
        Output = TokenRates.UsdPerMillion(rates.Output),
        Reasoning = TokenRates.UsdPerMillion(rates.Reasoning),
        CacheWrite5m = TokenRates.UsdPerMillion(rates.CacheWrite5m),
        CacheWrite1h = TokenRates.UsdPerMillion(rates.CacheWrite1h),
        CacheRead = TokenRates.UsdPerMillion(rates.CacheRead),
        WebSearches = rates.WebSearch / 1_000_000_000_000m,
    };
}

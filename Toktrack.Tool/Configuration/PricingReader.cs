using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Tool.Configuration;

/// <summary>Reads the <c>pricing</c> section: dollars per million tokens, searches per thousand.</summary>
internal static class PricingReader
{
    public static PricingConfiguration Read(JsonSection section)
    {
        var defaults = new PricingConfiguration();
        var aliases = new List<KeyValuePair<string, string>>();
        if (section.Section("aliases") is { } names)
        {
            foreach (var name in names.Keys)
            {
                aliases.Add(new(name, names.Text(name)!));
                if (string.IsNullOrWhiteSpace(aliases[^1].Value)) throw names.Refuse(name, "the name of a model");
            }
        }

        var prices = new List<KeyValuePair<string, StatedPrice[]>>();
        if (section.Section("models") is { } models)
        {
            foreach (var model in models.Keys) prices.Add(new(model, [.. models.Sections(model).Select(Price)]));
        }

        var url = section.Text("url");
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
        {
            throw section.Refuse("url", "an http or https address");
        }

        var configuration = new PricingConfiguration
        {
            Overrides = new PriceOverrides(aliases, prices),
            AutoUpdate = section.Flag("autoUpdate") ?? false,
            UpdateEvery = section.Count("updateEveryHours", 1, 24 * 365) is { } hours ? TimeSpan.FromHours(hours) : defaults.UpdateEvery,
            Url = url ?? defaults.Url,
        };
        section.Finish();
        return configuration;
    }

    private static StatedPrice Price(JsonSection section)
    {
        var rates = Rates(section);
        if (rates.Input is null) throw section.Refuse("input", "dollars per million tokens; input and output are needed");
        if (rates.Output is null) throw section.Refuse("output", "dollars per million tokens; input and output are needed");
        var price = new StatedPrice
        {
            Source = PriceSource.Configuration,
            Start = section.Day("start"),
            Standard = new StatedCard(rates, Tiers(section)),
            FastFactor = section.Number("fastMultiplier", 0, 1000),
            Fast = section.Section("fast") is { } fast ? Fast(fast) : null,
        };
        if (price is { FastFactor: not null, Fast: not null }) throw section.Refuse("fast", "either fast or fastMultiplier");
        section.Finish();
        return price;
    }

    private static StatedCard Fast(JsonSection section)
    {
        var card = new StatedCard(Rates(section), Tiers(section));
        if (card.Base.Input is null) throw section.Refuse("input", "dollars per million tokens; input and output are needed");
        if (card.Base.Output is null) throw section.Refuse("output", "dollars per million tokens; input and output are needed");
        section.Finish();
        return card;
    }

    private static IReadOnlyList<StatedTier> Tiers(JsonSection section)
    {
        var tiers = new SortedDictionary<long, StatedTier>();
        foreach (var tier in section.Sections("tiers"))
        {
            var above = tier.Count("above", 1, long.MaxValue) ?? 0;
            if (PriceClass.Boundaries.IndexOf(above) < 0) throw tier.Refuse("above", "one of " + string.Join(", ", PriceClass.Boundaries.ToArray()));
            tiers[above] = new StatedTier(above, Rates(tier));
            tier.Finish();
        }

        return [.. tiers.Values];
    }

    private static StatedRates Rates(JsonSection section) => new()
    {
        Input = section.Number("input", 0, StatedRates.Highest),
        Output = section.Number("output", 0, StatedRates.Highest),
        Reasoning = section.Number("reasoning", 0, StatedRates.Highest),
        CacheWrite5m = section.Number("cacheWrite5m", 0, StatedRates.Highest),
        CacheWrite1h = section.Number("cacheWrite1h", 0, StatedRates.Highest),
        CacheRead = section.Number("cacheRead", 0, StatedRates.Highest),
        WebSearches = section.Number("webSearches", 0, StatedRates.Highest),
    };
}

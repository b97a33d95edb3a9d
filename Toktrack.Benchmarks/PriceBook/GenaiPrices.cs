// pydantic/genai-prices (MIT): providers with models, dollars per million tokens; "prices" is one object or a list whose
// later entries have a start date or a time of day. A time of day belongs to the dated entry before it in the list.

using System.Globalization;
using System.Text.Json;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Benchmarks.PriceBook;

/// <summary>The models of genai-prices that are billed by the token.</summary>
internal sealed class GenaiPrices
{
    public sealed record Model(string Provider, string Id, IReadOnlyList<string> Names, IReadOnlyList<StatedPrice> Prices, bool IsFree);

    public required IReadOnlyList<Model> Models { get; init; }

    public static GenaiPrices Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var models = new List<Model>();
        foreach (var provider in document.RootElement.EnumerateArray())
        {
            foreach (var model in provider.GetProperty("models").EnumerateArray())
            {
                var names = new List<string> { model.GetProperty("id").GetString()! };
                AddNames(model.GetProperty("match"), names);
                var stated = model.GetProperty("prices");
                var prices = Prices(stated);
                var free = stated.ValueKind == JsonValueKind.Object && !stated.EnumerateObject().Any();
                models.Add(new Model(provider.GetProperty("id").GetString()!, names[0], [.. names.Distinct()], prices, free));
            }
        }

        return new GenaiPrices { Models = models };
    }

    // Only whole names: "contains" and "regex" clauses match parts, and a part is never a name.
    private static void AddNames(JsonElement match, List<string> names)
    {
        foreach (var clause in match.EnumerateObject())
        {
            switch (clause.Name)
            {
                case "or":
                    foreach (var alternative in clause.Value.EnumerateArray()) AddNames(alternative, names);
                    break;
                case "equals" or "starts_with":
                    var name = clause.Value.GetString()!.TrimEnd('-', '@');
                    if (!name.EndsWith("-2025", StringComparison.Ordinal)) names.Add(name);
                    break;
            }
        }
    }

    private static IReadOnlyList<StatedPrice> Prices(JsonElement prices)
    {
        if (prices.ValueKind == JsonValueKind.Object) return Card(prices) is { } only ? [Price(null, only)] : [];
        var list = new List<StatedPrice>();
        foreach (var entry in prices.EnumerateArray())
        {
            if (Card(entry.GetProperty("prices")) is not { } card) return [];
            if (!entry.TryGetProperty("constraint", out var constraint)) list.Add(Price(null, card));
            else if (constraint.TryGetProperty("start_date", out var start)) list.Add(Price(DateOnly.Parse(start.GetString()!, CultureInfo.InvariantCulture), card));
            else
            {
                var window = new StatedWindow(Minute(constraint, "start_time"), Minute(constraint, "end_time"), card);
                list[^1] = list[^1] with { Windows = [.. list[^1].Windows, window] };
            }
        }

        return list;
    }

    private static StatedPrice Price(DateOnly? start, StatedCard card) => new() { Source = PriceSource.GenaiPrices, Start = start, Standard = card };

    private static StatedCard? Card(JsonElement prices)
    {
        if (!prices.TryGetProperty("input_mtok", out _) || !prices.TryGetProperty("output_mtok", out _)) return null;
        var thresholds = new SortedSet<long>();
        foreach (var property in prices.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object) continue;
            foreach (var tier in property.Value.GetProperty("tiers").EnumerateArray()) thresholds.Add(tier.GetProperty("start").GetInt64());
        }

        var tiers = thresholds.Select(start => new StatedTier(Threshold(start), Rates(prices, start))).ToList();
        return new StatedCard(Rates(prices, 0), tiers);
    }

    // "The tier starts above 199999" and "at 200000" are one published rule: prompts that exceed 200k tokens.
    private static long Threshold(long start) => start % 1000 == 999 ? start + 1 : start;

    private static StatedRates Rates(JsonElement prices, long tier) => new()
    {
        Input = Value(prices, "input_mtok", tier),
        Output = Value(prices, "output_mtok", tier),
        Reasoning = Value(prices, "output_reasoning_mtok", tier),
        CacheWrite5m = Value(prices, "cache_write_mtok", tier),
        CacheWrite1h = Value(prices, "cache_write_1h_mtok", tier),
        CacheRead = Value(prices, "cache_read_mtok", tier),
        WebSearches = tier == 0 ? Value(prices, "web_searches_kcount", tier) : null,
    };

    private static decimal? Value(JsonElement prices, string property, long tier)
    {
        if (!prices.TryGetProperty(property, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number) return tier == 0 ? Nine(value) : null;
        if (tier == 0) return Nine(value.GetProperty("base"));
        foreach (var entry in value.GetProperty("tiers").EnumerateArray())
        {
            if (entry.GetProperty("start").GetInt64() == tier) return Nine(entry.GetProperty("price"));
        }

        return null;
    }

    private static decimal Nine(JsonElement value) => decimal.Round(value.GetDecimal(), 9);

    private static int Minute(JsonElement constraint, string property)
    {
        var time = TimeOnly.ParseExact(constraint.GetProperty(property).GetString()!.TrimEnd('Z'), "HH:mm:ss", CultureInfo.InvariantCulture);
        return (time.Hour * 60) + time.Minute;
    }
}

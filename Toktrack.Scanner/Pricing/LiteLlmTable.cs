// LiteLLM's table (model_prices_and_context_window.json, MIT): dollars per token, one object a model, the tier in the key:
// input_cost_per_token, ..._above_200k_tokens, ..._priority, cache_creation_input_token_cost_above_1hr. Prices are read as
// decimals from their text; "1.2500000000000001e-07" is rounded to nine decimals per million tokens.

using System.Globalization;
using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>The models of LiteLLM's table that are billed by the token.</summary>
internal sealed class LiteLlmTable
{
    private const string Input = "input_cost_per_token";
    private const string Output = "output_cost_per_token";
    private const string Reasoning = "output_cost_per_reasoning_token";
    private const string CacheRead = "cache_read_input_token_cost";
    private const string CacheWrite = "cache_creation_input_token_cost";

    private LiteLlmTable(IReadOnlyDictionary<string, StatedPrice> models, IReadOnlyList<string> refused) => (Models, Refused) = (models, refused);

    /// <summary>Prices by name in the book's spelling. Models at no cost are left out: the table also says 0 where it does not know.</summary>
    public IReadOnlyDictionary<string, StatedPrice> Models { get; }

    /// <summary>Models whose prices make no sense, each with the reason.</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>Reads a table.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="FormatException">The JSON is no table of models.</exception>
    public static LiteLlmTable Parse(ReadOnlyMemory<byte> json, PriceSource source, DateOnly? start = null)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("it is no JSON object of models");

        var models = new Dictionary<string, StatedPrice>(StringComparer.Ordinal);
        var refused = new List<string>();
        foreach (var model in document.RootElement.EnumerateObject())
        {
            if (model.NameEquals("sample_spec")) continue;
            try
            {
                if (Read(model.Value, source, start) is { } price) models[ModelNameResolver.Normalize(model.Name)] = price;
            }
            catch (FormatException e)
            {
                refused.Add($"{model.Name}: {e.Message}");
            }
        }

        return new LiteLlmTable(models, refused);
    }

    private static StatedPrice? Read(JsonElement model, PriceSource source, DateOnly? start)
    {
        if (model.ValueKind != JsonValueKind.Object) throw new FormatException("it is no JSON object");
        if (model.TryGetProperty("mode", out var mode) && mode.ValueKind == JsonValueKind.String &&
            mode.GetString() is not ("chat" or "responses" or "completion" or "")) return null;

        var standard = Rates(model, "", "");
        if (standard.Input is null || standard.Output is null || (standard.Input == 0 && standard.Output == 0)) return null;
        if (standard.CacheWrite5m == 0) standard = standard with { CacheWrite5m = null };

        var fast = Rates(model, "", "_priority");
        var tiers = new List<StatedTier>();
        var fastTiers = new List<StatedTier>();
        foreach (var above in Thresholds(model))
        {
            if (PriceClass.Boundaries.IndexOf(above) < 0) throw new FormatException($"it has a tier above {above} tokens, which the ledger cannot tell apart");
            tiers.Add(new StatedTier(above, Rates(model, $"_above_{above / 1000}k_tokens", "")));
            var fastTier = Rates(model, $"_above_{above / 1000}k_tokens", "_priority");
            if (!fastTier.IsEmpty) fastTiers.Add(new StatedTier(above, fastTier));
        }

        return new StatedPrice
        {
            Source = source,
            Start = start,
            Standard = new StatedCard(standard with { WebSearches = Searches(model) }, tiers),
            Fast = fast.Input is null ? null : new StatedCard(fast, fastTiers),
            FastFactor = fast.Input is null ? Factor(model) : null,
        };
    }

    private static StatedRates Rates(JsonElement model, string tier, string priority) => new()
    {
        Input = PerMillion(model, Input + tier + priority),
        Output = PerMillion(model, Output + tier + priority),
        Reasoning = PerMillion(model, Reasoning + tier + priority) is { } own && own != PerMillion(model, Output + tier + priority) ? own : null,
        CacheRead = PerMillion(model, CacheRead + tier + priority),
        CacheWrite5m = PerMillion(model, CacheWrite + tier + priority),
        CacheWrite1h = PerMillion(model, CacheWrite + "_above_1hr" + tier + priority),
    };

    private static IEnumerable<long> Thresholds(JsonElement model)
    {
        const string Start = Input + "_above_";
        const string End = "k_tokens";
        var thresholds = new SortedSet<long>();
        foreach (var property in model.EnumerateObject())
        {
            var name = property.Name;
            if (name.Length > Start.Length + End.Length && name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal) &&
                int.TryParse(name.AsSpan(Start.Length, name.Length - Start.Length - End.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var thousands))
            {
                thresholds.Add(thousands * 1000L);
            }
        }

        return thresholds;
    }

    private static decimal? Searches(JsonElement model)
    {
        if (!model.TryGetProperty("search_context_cost_per_query", out var searches) || searches.ValueKind != JsonValueKind.Object) return null;
        return PerMillion(searches, "search_context_size_medium") / 1000;
    }

    // Anthropic's fast mode; only models that say they have it.
    private static decimal? Factor(JsonElement model)
    {
        if (!model.TryGetProperty("supports_speed", out var speed) || speed.ValueKind != JsonValueKind.True) return null;
        if (!model.TryGetProperty("provider_specific_entry", out var entry) || entry.ValueKind != JsonValueKind.Object) return null;
        return entry.TryGetProperty("fast", out var fast) && fast.ValueKind == JsonValueKind.Number && fast.TryGetDecimal(out var factor) && factor is >= 1 and <= 100
            ? factor
            : null;
    }

    private static decimal? PerMillion(JsonElement model, string property)
    {
        if (!model.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.Number) throw new FormatException($"{property} is no number");
        if (!value.TryGetDecimal(out var perToken)) throw new FormatException($"{property} is {Short(value)}, which is no price");
        var perMillion = perToken is >= 0 and <= 1 ? decimal.Round(perToken * 1_000_000, 9) : -1;
        if (perMillion is < 0 or > StatedRates.Highest) throw new FormatException($"{property} is {Short(value)} dollars per token, which is no price");
        return perMillion;
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 40 } text ? text[..40] + "…" : value.GetRawText();
}

using System.Globalization;
using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>Reads the daily summaries that the Rust toktrack left in the same place under the same names.</summary>
internal static class LegacySummary
{
    /// <summary>Its days; null where the file is not one of its summaries.</summary>
    public static List<KeptDay>? Read(ReadOnlyMemory<byte> file, SourceId source)
    {
        try
        {
            if (file.Span.StartsWith("\uFEFF"u8)) file = file[3..];
            using var document = JsonDocument.Parse(file);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("summaries", out var summaries)) return null;
            return [.. summaries.EnumerateArray().Select(s => ReadDay(s, source)).OfType<KeptDay>().GroupBy(d => d.Day).Select(g => g.Aggregate((a, b) => a.RaisedTo(b)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static KeptDay? ReadDay(JsonElement day, SourceId source)
    {
        if (day.ValueKind != JsonValueKind.Object || !day.TryGetProperty("date", out var text) || text.ValueKind != JsonValueKind.String) return null;
        if (!DateOnly.TryParseExact(text.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return null;
        var sums = new List<KeptSum>();
        if (day.TryGetProperty("models", out var models) && models.ValueKind == JsonValueKind.Object)
        {
            foreach (var model in models.EnumerateObject())
            {
                if (model.Value.ValueKind == JsonValueKind.Object) sums.Add(ReadSum(model.Name, model.Value, "", source));
            }
        }

        if (sums.Count == 0) sums.Add(ReadSum("unknown", day, "total_", source));
        return new(new(source, date.DayNumber), KeptOrigin.Earlier, sums);
    }

    private static KeptSum ReadSum(string model, JsonElement sum, string prefix, SourceId source)
    {
        var reasoning = Number(sum, prefix + "thinking_tokens", prefix + "reasoning_tokens");
        var tokens = new TokenCounts
        {
            Input = Number(sum, prefix + "input_tokens"),
            Output = Number(sum, prefix + "output_tokens"),
            CacheRead = Number(sum, prefix + "cache_read_tokens", prefix + "cache_read"),
            CacheWrite5m = Number(sum, prefix + "cache_creation_tokens", prefix + "cache_creation"),
            Reasoning = reasoning,
        };
        // Where the CLI logs reasoning apart from output, so did the Rust toktrack; here it is a part of output.
        if (source is SourceId.Gemini or SourceId.OpenCode) tokens.Add(new() { Output = reasoning });
        var cost = NanoDollars(sum, prefix + "cost_usd");
        return new(model.Length == 0 ? "unknown" : model, PriceClass.Of(0, fast: false, reported: cost > 0))
        {
            Tokens = tokens,
            ReportedCost = cost,
            Requests = Number(sum, "count"),
        };
    }

    private static long Number(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return Math.Max(0, number);
        }

        return 0;
    }

    private static long NanoDollars(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var cost) && cost is > 0 and < 1_000_000_000m
            ? (long)decimal.Round(cost * 1_000_000_000m)
            : 0;
}

using System.Globalization;
using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Rendering;

/// <summary>Prices and their origin for people.</summary>
internal static class PriceText
{
    /// <summary>Dollars with all their digits: <c>$0.0000183</c>.</summary>
    public static string Exact(decimal usd) => "$" + usd.ToString("#,##0.00##########################", CultureInfo.InvariantCulture);

    /// <summary>A femto-dollar rate as dollars per million.</summary>
    public static string PerMillion(long rate) => Exact(TokenRates.UsdPerMillion(rate));

    /// <summary>The unit price of a factor: <c>$5.00/M</c>, <c>$10.00/k</c> for searches.</summary>
    public static string UnitPrice(in CostFactor factor) => factor.Period is null ? "" : Exact(factor.UnitPrice) + (factor.Kind == FactorKind.WebSearch ? "/k" : "/M");

    public static string Source(PriceSource source) => source switch
    {
        PriceSource.GenaiPrices => "genai-prices",
        PriceSource.LiteLlm => "LiteLLM",
        PriceSource.Overlay => "toktrack",
        PriceSource.Update => "update",
        _ => "config",
    };

    /// <summary>The day a price starts, or that it has no known beginning.</summary>
    public static string Start(DateOnly? start) => start is { } day ? DayText.Of(day) : "always";

    public static string Kind(FactorKind kind) => kind switch
    {
        FactorKind.Input => "input",
        FactorKind.Output => "output",
        FactorKind.Reasoning => "reasoning",
        FactorKind.CacheWrite5m => "cache write 5m",
        FactorKind.CacheWrite1h => "cache write 1h",
        FactorKind.CacheRead => "cache read",
        FactorKind.WebSearch => "web search",
        FactorKind.Reported => "reported by the log",
        _ => "unpriced",
    };

    /// <summary>The tier and speed a price is for: <c>fast, prompt > 200,000</c>.</summary>
    public static string Tier(bool fast, long above) => (fast, above) switch
    {
        (false, 0) => "",
        (true, 0) => "fast",
        (false, _) => $"prompt > {NumberText.Full(above)}",
        _ => $"fast, prompt > {NumberText.Full(above)}",
    };
}

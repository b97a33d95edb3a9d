namespace Toktrack.Scanner.Pricing;

/// <summary>Where a price comes from.</summary>
public enum PriceSource
{
    /// <summary>The genai-prices table, which has dates.</summary>
    GenaiPrices,

    /// <summary>LiteLLM's table as embedded.</summary>
    LiteLlm,

    /// <summary>The project's own list of published prices that neither table has.</summary>
    Overlay,

    /// <summary>LiteLLM's table as fetched by <c>pricing update</c>.</summary>
    Update,

    /// <summary>The user's configuration.</summary>
    Configuration,
}

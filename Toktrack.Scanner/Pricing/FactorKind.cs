namespace Toktrack.Scanner.Pricing;

/// <summary>What a <see cref="CostFactor"/> counts.</summary>
public enum FactorKind
{
    /// <summary>Fresh prompt tokens.</summary>
    Input,

    /// <summary>Output tokens, reasoning included unless it has a price of its own.</summary>
    Output,

    /// <summary>Reasoning tokens with a price of their own.</summary>
    Reasoning,

    /// <summary>Tokens written to the five-minute cache.</summary>
    CacheWrite5m,

    /// <summary>Tokens written to the one-hour cache.</summary>
    CacheWrite1h,

    /// <summary>Tokens read from a cache.</summary>
    CacheRead,

    /// <summary>Web searches.</summary>
    WebSearch,

    /// <summary>No product: the cost the log reports.</summary>
    Reported,

    /// <summary>No product: tokens whose price is not known.</summary>
    Unpriced,
}

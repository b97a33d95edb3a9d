namespace Toktrack.Scanner.Pricing;

/// <summary>The prices of a model from one day on, as a source states them.</summary>
public sealed record StatedPrice
{
    /// <summary>The first day (UTC) of the price; null for one without a known beginning.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Where it comes from.</summary>
    public required PriceSource Source { get; init; }

    /// <summary>Prices of ordinary requests.</summary>
    public required StatedCard Standard { get; init; }

    /// <summary>Prices of the fast or priority tier, where stated apart.</summary>
    public StatedCard? Fast { get; init; }

    /// <summary>What the fast tier multiplies the ordinary prices with, tiers included; null where it is stated apart or unknown.</summary>
    public decimal? FastFactor { get; init; }

    /// <summary>Prices by time of day.</summary>
    public IReadOnlyList<StatedWindow> Windows { get; init; } = [];
}

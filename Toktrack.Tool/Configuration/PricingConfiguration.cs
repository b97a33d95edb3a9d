using Toktrack.Scanner.Pricing;

namespace Toktrack.Tool.Configuration;

/// <summary>The <c>pricing</c> section.</summary>
internal sealed record PricingConfiguration
{
    /// <summary>The user's prices and aliases.</summary>
    public PriceOverrides Overrides { get; init; } = PriceOverrides.None;

    /// <summary>Fetch prices in the background of a finished report, at most once in <see cref="UpdateEvery"/>.</summary>
    public bool AutoUpdate { get; init; }

    /// <summary>How old prices may get before an automatic update.</summary>
    public TimeSpan UpdateEvery { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Where the table is fetched from.</summary>
    public string Url { get; init; } = PriceBookUpdater.DefaultUrl;
}

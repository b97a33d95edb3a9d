namespace Toktrack.Scanner.Pricing;

/// <summary>A price an update brought.</summary>
/// <param name="Model">The model, in the book's spelling.</param>
/// <param name="Before">The prices in force until then; null for a model that was not known.</param>
/// <param name="After">The prices as fetched.</param>
public sealed record PriceChange(string Model, StatedRates? Before, StatedRates After);

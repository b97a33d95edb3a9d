namespace Toktrack.Scanner.Pricing;

/// <summary>What the price book answers for a model name.</summary>
/// <param name="Price">The prices.</param>
/// <param name="Rule">Which rule led from the logged name to the book's: for people.</param>
public sealed record PriceMatch(ModelPrice Price, string Rule);

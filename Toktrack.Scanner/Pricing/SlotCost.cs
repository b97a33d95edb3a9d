namespace Toktrack.Scanner.Pricing;

/// <summary>The cost of the responses of a slot.</summary>
/// <param name="Usd">US dollars, exact; 0 for the unpriced part.</param>
/// <param name="UnpricedTokens">Tokens whose price is not known: never presented as costing nothing.</param>
public readonly record struct SlotCost(decimal Usd, long UnpricedTokens);

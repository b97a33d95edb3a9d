namespace Toktrack.Scanner.Pricing;

/// <summary>The prices of a whole request with a long prompt.</summary>
/// <param name="Above">The prompt must exceed this many tokens.</param>
/// <param name="Rates">Its prices.</param>
public readonly record struct StatedTier(long Above, StatedRates Rates);

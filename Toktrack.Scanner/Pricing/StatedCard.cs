namespace Toktrack.Scanner.Pricing;

/// <summary>Stated prices with the tiers for long prompts.</summary>
/// <param name="Base">Prices below every threshold.</param>
/// <param name="Tiers">Prices of a whole request whose prompt exceeds a number of tokens, by rising threshold.</param>
public sealed record StatedCard(StatedRates Base, IReadOnlyList<StatedTier> Tiers)
{
    /// <summary>A card without tiers.</summary>
    public StatedCard(StatedRates rates) : this(rates, [])
    {
    }

    /// <summary>True when everything stated here is stated by <paramref name="other"/> too, with the same value.</summary>
    public bool AgreesWith(StatedCard other) =>
        Base.AgreesWith(other.Base) &&
        Tiers.All(tier => other.Tiers.Any(theirs => theirs.Above == tier.Above && tier.Rates.AgreesWith(theirs.Rates)));
}

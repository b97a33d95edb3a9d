namespace Toktrack.Scanner.Pricing;

/// <summary>Where a cost comes from (pricing rules, 5).</summary>
public enum CostMode
{
    /// <summary>The log's own cost where it reports one above zero, else calculated.</summary>
    Auto,

    /// <summary>Always calculated from tokens and the price book.</summary>
    Calculate,

    /// <summary>Only what the logs report.</summary>
    Reported,
}

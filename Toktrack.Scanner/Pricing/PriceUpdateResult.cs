namespace Toktrack.Scanner.Pricing;

/// <summary>What a price update did.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">The same for people: what happened, where, and what to do.</param>
/// <param name="Changes">Prices that are new or differ, from today on.</param>
/// <param name="Refused">Models of the table whose prices make no sense, each with the reason; they were left out.</param>
public sealed record PriceUpdateResult(
    PriceUpdateOutcome Outcome, string Message, IReadOnlyList<PriceChange> Changes, IReadOnlyList<string> Refused)
{
    internal static PriceUpdateResult Failed(string message) => new(PriceUpdateOutcome.Failed, message, [], []);
}

namespace Toktrack.Scanner.Pricing;

/// <summary>What the book has on one model.</summary>
/// <param name="Name">The book's name of it.</param>
/// <param name="Prices">Its prices.</param>
/// <param name="Table">What LiteLLM's table said where the book says otherwise; null where they agree or it is silent.</param>
internal sealed record BookEntry(string Name, IReadOnlyList<StatedPrice> Prices, StatedPrice? Table);

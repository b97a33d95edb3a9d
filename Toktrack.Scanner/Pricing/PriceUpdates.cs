namespace Toktrack.Scanner.Pricing;

/// <summary>What price updates brought, as kept in <c>pricing.json</c>.</summary>
public sealed class PriceUpdates
{
    /// <summary>No updates.</summary>
    public static PriceUpdates None { get; } = new();

    private readonly Dictionary<string, StatedPrice[]> _prices = new(StringComparer.Ordinal);

    /// <summary>The models with prices, in the book's spelling.</summary>
    public IEnumerable<string> Models => _prices.Keys;

    internal IReadOnlyList<StatedPrice>? Prices(string form) => _prices.GetValueOrDefault(form);

    /// <summary>Reads a file of updates; none where it does not exist or is refused, then with the reason.</summary>
    public static PriceUpdates Read(string file, out string? refused)
    {
        refused = null;
        return None;
    }
}

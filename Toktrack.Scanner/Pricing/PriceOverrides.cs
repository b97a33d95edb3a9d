namespace Toktrack.Scanner.Pricing;

/// <summary>The user's own prices and names, which come before the book's.</summary>
public sealed class PriceOverrides
{
    /// <summary>No overrides.</summary>
    public static PriceOverrides None { get; } = new([], []);

    private readonly Dictionary<string, string> _aliases;
    private readonly Dictionary<string, StatedPrice[]> _prices;

    /// <summary>Creates overrides from aliases (logged name, name in the book) and prices by model.</summary>
    public PriceOverrides(IEnumerable<KeyValuePair<string, string>> aliases, IEnumerable<KeyValuePair<string, StatedPrice[]>> prices)
    {
        _aliases = aliases.GroupBy(a => ModelNameResolver.Normalize(a.Key)).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        _prices = prices.GroupBy(p => ModelNameResolver.Normalize(p.Key)).ToDictionary(g => g.Key, g => g.SelectMany(p => p.Value).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>True when there are none, so that no name needs to be looked up.</summary>
    public bool IsEmpty => _aliases.Count == 0 && _prices.Count == 0;

    /// <summary>The models with prices of the user's.</summary>
    public IEnumerable<string> Models => _prices.Keys;

    /// <summary>The name the user wants <paramref name="form"/> to be priced as, or null.</summary>
    internal string? Alias(string form) => _aliases.GetValueOrDefault(form);

    /// <summary>The user's prices for <paramref name="form"/>, or null.</summary>
    internal IReadOnlyList<StatedPrice>? Prices(string form) => _prices.GetValueOrDefault(form);
}

namespace Toktrack.Scanner.Pricing;

/// <summary>
/// Every price known: the user's own first, then what updates brought, then the embedded book. Nothing is parsed before a
/// model is asked for. Not safe for use by several threads.
/// </summary>
public sealed class PriceBook
{
    private const int MostAliases = 8;

    private readonly EmbeddedBook _book;
    private readonly PriceOverrides _overrides;
    private readonly PriceUpdates _updates;
    private readonly Dictionary<string, PriceMatch?> _found = new(StringComparer.Ordinal);

    internal PriceBook(EmbeddedBook book, PriceUpdates updates, PriceOverrides overrides) =>
        (_book, _updates, _overrides) = (book, updates, overrides);

    /// <summary>The embedded book alone.</summary>
    public static PriceBook Embedded() => new(EmbeddedBook.Load(), PriceUpdates.None, PriceOverrides.None);

    /// <summary>
    /// The embedded book with the updates kept in <paramref name="updatesFile"/> and the user's overrides. A file that is
    /// damaged or not to be trusted is left out as a whole, and <see cref="UpdatesRefused"/> says why.
    /// </summary>
    public static PriceBook Load(string? updatesFile, PriceOverrides? overrides = null)
    {
        var updates = PriceUpdates.None;
        string? refused = null;
        if (updatesFile is not null) updates = PriceUpdates.Read(updatesFile, out refused);
        return new PriceBook(EmbeddedBook.Load(), updates, overrides ?? PriceOverrides.None) { UpdatesRefused = refused };
    }

    /// <summary>Why the kept updates are not used; null when they are, or there are none.</summary>
    public string? UpdatesRefused { get; private init; }

    /// <summary>What updates brought.</summary>
    public PriceUpdates Updates => _updates;

    /// <summary>The book in one phrase: its sources with their dates, and that of the last update.</summary>
    public string Title => _book.Title + (_updates.Fetched is { } fetched ? $", updated {fetched:yyyy-MM-dd}" : "") + (_overrides.IsEmpty ? "" : ", own prices");

    /// <summary>The day of the newest table in it, or of the last update: a later one knows more prices.</summary>
    public DateOnly Date
    {
        get
        {
            var dates = _book.Title.Split(", ").Select(t => DateOnly.TryParseExact(t.AsSpan(Math.Max(0, t.Length - 10)), "yyyy-MM-dd", out var date) ? date : DateOnly.MinValue);
            return dates.Append(_updates.Fetched is { } fetched ? DateOnly.FromDateTime(fetched) : DateOnly.MinValue).Max();
        }
    }

    /// <summary>Sources, versions and licences of the embedded book.</summary>
    public string Attribution => _book.Attribution;

    /// <summary>The prices of <paramref name="model"/>, a name as logged; null for an unknown one.</summary>
    public PriceMatch? Find(string model)
    {
        if (_found.TryGetValue(model, out var match)) return match;
        match = Resolve(model, MostAliases);
        _found.Add(model, match);
        return match;
    }

    /// <summary>The names of every model with prices, in ordinal order, those that stand for another left out.</summary>
    public IReadOnlyList<string> Models() =>
        [.. _book.Names().Concat(_updates.Models).Concat(_overrides.Models).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What LiteLLM's embedded table said of <paramref name="model"/> where the book differs.</summary>
    internal StatedPrice? TableOf(string model) => Embedded(ModelNameResolver.Forms(model).ToArray())?.Table;

    private PriceMatch? Resolve(string model, int aliasesLeft)
    {
        var forms = ModelNameResolver.Forms(model).ToArray();
        if (!_overrides.IsEmpty)
        {
            foreach (var (form, rule) in forms)
            {
                if (_overrides.Prices(form) is { } prices)
                {
                    // A price that starts on a day leaves earlier days to the book.
                    var before = prices.Any(p => p.Start is null) ? [] : InBook(forms)?.Price.Stated ?? [];
                    var first = prices.Min(p => p.Start ?? DateOnly.MinValue);
                    var all = before.Where(p => (p.Start ?? DateOnly.MinValue) < first).Concat(prices);
                    return new PriceMatch(new ModelPrice(form, all), $"pricing.models in the configuration, {rule}");
                }

                if (_overrides.Alias(form) is { } target && aliasesLeft > 0 && Resolve(target, aliasesLeft - 1) is { } match)
                {
                    return match with { Rule = $"alias \"{target}\" in the configuration, {match.Rule}" };
                }
            }
        }

        return InBook(forms);
    }

    // A price an update brought for one form comes after whatever the book has for that form or one further on.
    private PriceMatch? InBook(ReadOnlySpan<(string Form, string Rule)> forms)
    {
        for (var i = 0; i < forms.Length; i++)
        {
            var (form, rule) = forms[i];
            if (_updates.Prices(form) is { } updates)
            {
                var before = updates.Any(p => p.Start is null) ? null : Embedded(forms[i..]);
                return new PriceMatch(new ModelPrice(form, (before?.Prices ?? []).Concat(updates)), rule);
            }

            if (_book.Find(form) is { } entry)
            {
                return new PriceMatch(new ModelPrice(entry.Name, entry.Prices.Concat(_updates.Prices(entry.Name) ?? [])), rule);
            }
        }

        return null;
    }

    private BookEntry? Embedded(ReadOnlySpan<(string Form, string Rule)> forms)
    {
        foreach (var (form, _) in forms)
        {
            if (_book.Find(form) is { } entry) return entry;
        }

        return null;
    }
}

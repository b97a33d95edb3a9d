using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>
/// Prices slots from a book. Cost is linear within a price class, so a slot's sum costs exactly what its responses cost
/// one by one. Not safe for use by several threads.
/// </summary>
public sealed class CostCalculator : ISlotPricer
{
    private const decimal NanoDollar = 0.000_000_001m;

    private readonly PriceBook _book;
    private NameTable? _names;
    private Known[] _known = [];

    /// <summary>Creates a calculator over <paramref name="book"/>.</summary>
    public CostCalculator(PriceBook book) => _book = book;

    /// <summary>The book.</summary>
    public PriceBook Book => _book;

    /// <inheritdoc/>
    public SlotCost CostOf(in UsageSlot slot, NameTable names, CostMode mode)
    {
        if (IsReported(slot, mode)) return new SlotCost(slot.ReportedCost * NanoDollar, 0);
        if (mode == CostMode.Reported) return new SlotCost(0, slot.Tokens.Total);
        return PriceAt(slot, names) is { } card
            ? new SlotCost(card.RatesFor(slot.PriceClass).CostOf(slot.Tokens, slot.WebSearches), 0)
            : new SlotCost(0, slot.Tokens.Total);
    }

    /// <summary>True when a slot costs what its log reports (rule 5): in <see cref="CostMode.Auto"/> where every response of it reports a cost above zero.</summary>
    public static bool IsReported(in UsageSlot slot, CostMode mode) =>
        mode == CostMode.Reported ? slot.ReportedCost > 0 : mode == CostMode.Auto && slot.PriceClass.IsReported;

    /// <summary>The factors of the cost that <see cref="CostOf"/> gives, which add up to it exactly; a single one where the log reports the cost.</summary>
    public IReadOnlyList<CostFactor> FactorsOf(in UsageSlot slot, NameTable names, CostMode mode)
    {
        var model = names[slot.Model];
        if (IsReported(slot, mode)) return [CostFactor.Reported(model, slot.PriceClass, slot.ReportedCost * NanoDollar)];
        if (mode == CostMode.Reported) return [CostFactor.Unpriced(model, slot.PriceClass, slot.Tokens.Total)];

        var period = _book.Find(model)?.Price.At(slot.Start);
        return period?.For(slot.Start, slot.PriceClass.IsFast) is { } card
            ? CostFactor.Of(model, slot, period, card)
            : [CostFactor.Unpriced(model, slot.PriceClass, slot.Tokens.Total)];
    }

    private RateCard? PriceAt(in UsageSlot slot, NameTable names)
    {
        if (!ReferenceEquals(_names, names))
        {
            _names = names;
            _known = [];
        }

        if (slot.Model >= _known.Length) Array.Resize(ref _known, Math.Max(slot.Model + 1, names.Count));
        ref var known = ref _known[slot.Model];
        if (!known.Asked) known = new Known(true, _book.Find(names[slot.Model])?.Price);
        return known.Price?.At(slot.Start)?.For(slot.Start, slot.PriceClass.IsFast);
    }

    private readonly record struct Known(bool Asked, ModelPrice? Price);
}

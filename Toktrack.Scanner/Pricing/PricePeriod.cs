namespace Toktrack.Scanner.Pricing;

/// <summary>The complete prices of a model from one day on.</summary>
public sealed class PricePeriod
{
    private readonly (int From, int To, RateCard Card)[] _windows;

    /// <summary>Completes <paramref name="stated"/>.</summary>
    public PricePeriod(StatedPrice stated, bool anthropic)
    {
        Start = stated.Start;
        StartTicks = stated.Start?.ToDateTime(TimeOnly.MinValue).Ticks ?? 0;
        Source = stated.Source;
        Standard = RateCard.Of(stated.Standard, anthropic);
        Fast = stated switch
        {
            { FastFactor: { } factor } => Standard.Times(factor),
            // Vendors that price a fast tier apart serve longer prompts at the ordinary tier.
            { Fast: { } fast } => RateCard.Of(fast with { Base = fast.Base.Or(new StatedRates { WebSearches = stated.Standard.Base.WebSearches }) }, anthropic).WithTiersOf(Standard),
            // Anthropic's logs say which tier served the request; elsewhere fast is a wish, and a model without such a tier ignores it.
            _ => anthropic && !Standard.Base.IsFree ? null : Standard,
        };
        FastIsStandard = Fast is not null && ReferenceEquals(Fast, Standard);
        _windows = [.. stated.Windows.Select(w => (w.FromMinute, w.ToMinute, RateCard.Of(w.Card, anthropic)))];
    }

    /// <summary>The first day (UTC); null for a price without a known beginning.</summary>
    public DateOnly? Start { get; }

    /// <summary>Where the price comes from.</summary>
    public PriceSource Source { get; }

    /// <summary>Prices of ordinary requests.</summary>
    public RateCard Standard { get; }

    /// <summary>Prices of the fast or priority tier; null where the vendor bills one and its price is not known.</summary>
    public RateCard? Fast { get; }

    /// <summary>True when the model has no fast tier, so that fast requests cost what others do.</summary>
    public bool FastIsStandard { get; }

    /// <summary>Prices by time of day: first minute of the UTC day, the minute after the last, prices.</summary>
    public IReadOnlyList<(int FromMinute, int ToMinute, RateCard Card)> Windows => _windows;

    internal long StartTicks { get; }

    /// <summary>The card for a request at <paramref name="time"/> (UTC ticks); null where the tier's price is not known.</summary>
    public RateCard? For(long time, bool fast)
    {
        if (fast && !FastIsStandard) return Fast;
        if (_windows.Length == 0) return Standard;
        var minute = (int)(time % TimeSpan.TicksPerDay / TimeSpan.TicksPerMinute);
        foreach (var (from, to, card) in _windows)
        {
            if (from <= to ? minute >= from && minute < to : minute >= from || minute < to) return card;
        }

        return Standard;
    }
}

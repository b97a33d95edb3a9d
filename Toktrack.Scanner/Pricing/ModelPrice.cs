namespace Toktrack.Scanner.Pricing;

/// <summary>All prices of a model, by the day they start.</summary>
public sealed class ModelPrice
{
    private readonly PricePeriod[] _periods;

    /// <summary>Creates the price of the model the book calls <paramref name="name"/> from stated prices in any order; of two for one day the later in the list holds.</summary>
    public ModelPrice(string name, IEnumerable<StatedPrice> stated)
    {
        Name = name;
        Stated = [.. stated.GroupBy(p => p.Start).Select(g => g.Last()).OrderBy(p => p.Start ?? DateOnly.MinValue)];
        IsAnthropic = ModelNameResolver.IsAnthropic(name);
        _periods = [.. Stated.Select(p => new PricePeriod(p, IsAnthropic))];
    }

    /// <summary>The book's name of the model.</summary>
    public string Name { get; }

    /// <summary>Priced by Anthropic's rules for cache writes, reads and searches.</summary>
    public bool IsAnthropic { get; }

    /// <summary>Prices by rising start.</summary>
    public IReadOnlyList<PricePeriod> Periods => _periods;

    /// <summary>The prices as their sources state them, by rising start.</summary>
    public IReadOnlyList<StatedPrice> Stated { get; }

    /// <summary>The price in force at <paramref name="time"/> (UTC ticks); null before the first one starts.</summary>
    public PricePeriod? At(long time)
    {
        for (var i = _periods.Length - 1; i >= 0; i--)
        {
            if (_periods[i].StartTicks <= time) return _periods[i];
        }

        return null;
    }
}

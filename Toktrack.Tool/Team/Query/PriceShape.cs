using Npgsql;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Tool.Team.Query;

/// <summary>What sums must be told apart by because prices differ: lengths of prompts, times of day, moments of change.</summary>
internal sealed class PriceShape
{
    // An hour of the database takes the first lengths of prompts for one, and all of its quarters.
    private const int LengthsOfHour = 4;
    private const int MinutesOfHour = 60;
    private const int Lengths = 16;

    private readonly int[] _tiered;
    private readonly short[] _lengths;

    private PriceShape(IReadOnlyList<(int Id, ModelPrice Price)> models)
    {
        var boundaries = PriceClass.Boundaries.ToArray();
        Starts = [.. models.SelectMany(m => m.Price.Periods).Where(p => p.Start is not null).Select(p => p.Start!.Value.ToDateTime(TimeOnly.MinValue).Ticks).Distinct().Order()];
        Windowed = [.. models.Where(m => m.Price.Periods.Any(p => p.Windows.Count > 0)).Select(m => m.Id)];
        _tiered = [.. models.Where(m => m.Price.Periods.SelectMany(TiersOf).Any()).Select(m => m.Id)];
        Fine = [.. models.Where(m => m.Price.Periods.SelectMany(TiersOf).Any(above => Array.IndexOf(boundaries, above) < LengthsOfHour - 1)
            || m.Price.Periods.SelectMany(p => p.Windows).Any(w => w.FromMinute % MinutesOfHour != 0 || w.ToMinute % MinutesOfHour != 0)).Select(m => m.Id)];
        var used = models.SelectMany(m => m.Price.Periods).SelectMany(TiersOf).Select(above => Array.IndexOf(boundaries, above) + 1).ToHashSet();
        _lengths = [.. Enumerable.Range(0, Lengths).Select(length => (short)used.Where(u => u <= length).DefaultIfEmpty(0).Max())];
    }

    /// <summary>The moments (UTC ticks) where the price of any model changes, ascending.</summary>
    public IReadOnlyList<long> Starts { get; }

    /// <summary>Models whose price depends on the time of day.</summary>
    public int[] Windowed { get; }

    /// <summary>Models whose price is not the same all through an hour and its class.</summary>
    public int[] Fine { get; }

    /// <summary>The shape of the prices of a database's models.</summary>
    public static PriceShape Of(IEnumerable<(int Id, string Text)> models, PriceBook prices) =>
        new([.. models.Select(m => (m.Id, prices.Find(m.Text)?.Price)).Where(m => m.Price is not null).Select(m => (m.Id, m.Price!))]);

    /// <summary>The class, as far as any price depends on it, in SQL: the length of the prompt only where there are tiers, and only those that tiers start at.</summary>
    public string Class(NpgsqlCommand command) =>
        $"CASE WHEN model = ANY ({command.Add(_tiered)}) THEN class & 192::smallint | ({command.Add(_lengths)})[(class & 15) + 1] ELSE class & 192::smallint END";

    private static IEnumerable<long> TiersOf(PricePeriod period)
    {
        IEnumerable<RateCard> cards = [period.Standard, .. period.Windows.Select(w => w.Card)];
        return (period.Fast is { } fast ? cards.Append(fast) : cards).SelectMany(c => c.Tiers).Select(t => t.Above);
    }
}

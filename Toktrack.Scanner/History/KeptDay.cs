using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>A source's UTC day of which only sums are known.</summary>
internal sealed record KeptDay(DayKey Day, KeptOrigin Origin, IReadOnlyList<KeptSum> Sums)
{
    /// <summary>The number of its block.</summary>
    public long Id => ((long)Origin << 32) | Day.Value;

    /// <summary>The sums of the slots of one source by day, of all days or of those wanted.</summary>
    public static IEnumerable<KeptDay> Of(IReadOnlyList<UsageSlot> slots, SourceId source, NameTable names, IReadOnlySet<int>? wanted = null)
    {
        var days = new SortedDictionary<uint, Dictionary<(int, PriceClass), KeptSum>>();
        foreach (var piece in new UsageSnapshot(slots, names).Pieces)
        {
            foreach (ref readonly var slot in piece.Span)
            {
                if (slot.Source != source) continue;
                var number = (int)(slot.Start / TimeSpan.TicksPerDay);
                if (wanted is not null && !wanted.Contains(number)) continue;
                var day = new DayKey(source, number).Value;
                if (!days.TryGetValue(day, out var sums)) days[day] = sums = [];
                if (!sums.TryGetValue((slot.Model, slot.PriceClass), out var sum)) sums[(slot.Model, slot.PriceClass)] = sum = new(names[slot.Model], slot.PriceClass);
                sum.Add(slot);
            }
        }

        return days.Select(d => new KeptDay(new(d.Key), KeptOrigin.Restored, [.. Sorted(d.Value.Values)]));
    }

    /// <summary>The day with every sum at least as high as in either; the order does not matter.</summary>
    public KeptDay RaisedTo(KeptDay other)
    {
        var sums = Sums.ToDictionary(s => (s.Model, s.Class), s => s.Copy());
        foreach (var sum in other.Sums)
        {
            if (sums.TryGetValue((sum.Model, sum.Class), out var known)) known.RaiseTo(sum);
            else sums[(sum.Model, sum.Class)] = sum.Copy();
        }

        return this with { Sums = [.. Sorted(sums.Values)] };
    }

    /// <summary>True when any number of any model is higher here than in <paramref name="other"/>.</summary>
    public bool Exceeds(KeptDay? other)
    {
        foreach (var model in Sums.GroupBy(s => s.Model))
        {
            var known = new KeptSum(model.Key, default);
            foreach (var sum in other?.Sums ?? [])
            {
                if (sum.Model == model.Key) known.Add(sum);
            }

            foreach (var sum in model)
            {
                if (sum.TakeFrom(known) is not null) return true;
            }
        }

        return false;
    }

    public void Write(PackWriter target)
    {
        target.Number(Sums.Count);
        foreach (var sum in Sums) sum.Write(target);
    }

    public static KeptDay Read(long id, ReadOnlySpan<byte> payload)
    {
        var reader = new PackReader(payload);
        var sums = new List<KeptSum>();
        for (var left = reader.Count(); left > 0; left--) sums.Add(KeptSum.Read(ref reader));
        return new(new((uint)id), (KeptOrigin)(byte)(id >> 32), sums);
    }

    private static IOrderedEnumerable<KeptSum> Sorted(IEnumerable<KeptSum> sums) =>
        sums.OrderBy(s => s.Model, StringComparer.Ordinal).ThenBy(s => s.Class.Value);
}

using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The slots of one source and UTC day: what reports are made of, and all that an ordinary run reads of a day.</summary>
internal static class SlotBlock
{
    private const int Whole = 0x01;
    private const int HasCost = 0x02;
    private const int HasSearches = 0x04;
    private const int HasReasoning = 0x08;
    private const int HasWrite1h = 0x10;
    private const int HasWrite5m = 0x20;

    /// <summary>Writes slots, whose names are the ledger's numbers, in an order that depends on nothing else.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="slots">The slots of one day; they are put into that order.</param>
    public static void Write(PackWriter target, Span<UsageSlot> slots)
    {
        slots.Sort(Compare);
        target.Number(slots.Length);
        foreach (ref readonly var slot in slots)
        {
            var whole = slot.First % TimeSpan.TicksPerMillisecond == 0 && slot.Last % TimeSpan.TicksPerMillisecond == 0;
            var unit = whole ? TimeSpan.TicksPerMillisecond : 1;
            var flags = whole ? Whole : 0;
            if (slot.ReportedCost != 0) flags |= HasCost;
            if (slot.WebSearches != 0) flags |= HasSearches;
            if (slot.Tokens.Reasoning != 0) flags |= HasReasoning;
            if (slot.Tokens.CacheWrite1h != 0) flags |= HasWrite1h;
            if (slot.Tokens.CacheWrite5m != 0) flags |= HasWrite5m;
            target.Byte((byte)flags);
            target.Byte((byte)(slot.Start % TimeSpan.TicksPerDay / UsageSlot.Ticks));
            target.Number((slot.First - slot.Start) / unit);
            target.Number((slot.Last - slot.First) / unit);
            target.Number(slot.Model);
            target.Number(slot.Project);
            target.Number(slot.Session);
            target.Number(slot.Branch);
            target.Byte(slot.PriceClass.Value);
            target.Number(slot.Requests);
            target.Number(slot.Tokens.Input);
            target.Number(slot.Tokens.Output);
            target.Number(slot.Tokens.CacheRead);
            if ((flags & HasWrite5m) != 0) target.Number(slot.Tokens.CacheWrite5m);
            if ((flags & HasWrite1h) != 0) target.Number(slot.Tokens.CacheWrite1h);
            if ((flags & HasReasoning) != 0) target.Number(slot.Tokens.Reasoning);
            if ((flags & HasCost) != 0) target.Number(slot.ReportedCost);
            if ((flags & HasSearches) != 0) target.Number(slot.WebSearches);
        }
    }

    /// <summary>Adds the slots of a payload to <paramref name="slots"/>, with names translated by <paramref name="names"/>.</summary>
    public static void Read(DayKey day, ReadOnlySpan<byte> payload, ReadOnlySpan<int> names, ChunkedSlots slots)
    {
        var reader = new PackReader(payload);
        for (var left = reader.Count(); left > 0; left--)
        {
            ref var slot = ref slots.Add();
            slot.Source = day.Source;
            int flags = reader.Byte();
            var unit = (flags & Whole) != 0 ? TimeSpan.TicksPerMillisecond : 1;
            slot.Start = day.Start + (reader.Byte() * UsageSlot.Ticks);
            slot.First = slot.Start + (reader.Number() * unit);
            slot.Last = slot.First + (reader.Number() * unit);
            slot.Model = Translate(names, reader.Count());
            slot.Project = Translate(names, reader.Count());
            slot.Session = Translate(names, reader.Count());
            slot.Branch = Translate(names, reader.Count());
            slot.PriceClass = new(reader.Byte());
            slot.Requests = reader.Count();
            slot.Tokens.Input = reader.Number();
            slot.Tokens.Output = reader.Number();
            slot.Tokens.CacheRead = reader.Number();
            if ((flags & HasWrite5m) != 0) slot.Tokens.CacheWrite5m = reader.Number();
            if ((flags & HasWrite1h) != 0) slot.Tokens.CacheWrite1h = reader.Number();
            if ((flags & HasReasoning) != 0) slot.Tokens.Reasoning = reader.Number();
            if ((flags & HasCost) != 0) slot.ReportedCost = reader.Number();
            if ((flags & HasSearches) != 0) slot.WebSearches = reader.Count();
        }
    }

    private static int Translate(ReadOnlySpan<int> names, int id) => (uint)id < (uint)names.Length ? names[id] : throw PackReader.Broken();

    private static int Compare(UsageSlot a, UsageSlot b)
    {
        var order = a.Start.CompareTo(b.Start);
        if (order == 0) order = a.Model.CompareTo(b.Model);
        if (order == 0) order = a.Project.CompareTo(b.Project);
        if (order == 0) order = a.Session.CompareTo(b.Session);
        if (order == 0) order = a.Branch.CompareTo(b.Branch);
        return order == 0 ? a.PriceClass.Value.CompareTo(b.PriceClass.Value) : order;
    }
}

using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Sums responses into slots. Not safe for use by several threads.</summary>
public sealed class SlotTable
{
    private readonly Dictionary<Key, int> _index;
    private readonly ChunkedSlots _slots = new();
    private Key _lastKey;
    private int _last = -1;

    /// <summary>An empty table.</summary>
    public SlotTable() : this(0)
    {
    }

    /// <summary>An empty table that finds <paramref name="expected"/> slots before it grows.</summary>
    internal SlotTable(int expected) => _index = new(expected);

    /// <summary>The slots, in no particular order; the same list as long as the table lives.</summary>
    public IReadOnlyList<UsageSlot> Slots => _slots;

    /// <summary>Removes every slot and keeps the room.</summary>
    internal void Clear()
    {
        _index.Clear();
        _slots.Clear();
        _last = -1;
    }

    /// <summary>Copies the slots into <paramref name="buffer"/>, which grows as needed; returns the part of it that they fill.</summary>
    internal Span<UsageSlot> CopyTo(ref UsageSlot[] buffer)
    {
        if (buffer.Length < _slots.Count) buffer = new UsageSlot[_slots.Count];
        var count = 0;
        foreach (var piece in _slots.Pieces)
        {
            piece.Span.CopyTo(buffer.AsSpan(count));
            count += piece.Length;
        }

        return buffer.AsSpan(0, count);
    }

    /// <summary>Adds one response.</summary>
    public void Add(in UsageRecord record)
    {
        var key = new Key(UsageSlot.StartOf(record.Time), record.Model, record.Project, record.Session, record.Branch, record.Source, record.PriceClass);

        // Responses arrive mostly in the order they were made: the slot is mostly that of the one before.
        if (_last < 0 || !key.Equals(_lastKey))
        {
            _last = Find(key, record.Time);
            _lastKey = key;
        }

        ref var slot = ref _slots.At(_last);
        slot.First = Math.Min(slot.First, record.Time);
        slot.Last = Math.Max(slot.Last, record.Time);
        slot.Tokens.Add(record.Tokens);
        slot.Requests++;
        slot.WebSearches += Math.Min(record.WebSearches, int.MaxValue - slot.WebSearches);
        slot.ReportedCost += Math.Min(record.ReportedCost, long.MaxValue - slot.ReportedCost);
    }

    /// <summary>Adds everything that is in <paramref name="other"/>.</summary>
    internal void Add(SlotTable other)
    {
        foreach (var piece in other._slots.Pieces)
        {
            foreach (ref readonly var more in piece.Span)
            {
                ref var slot = ref _slots.At(Find(new(more.Start, more.Model, more.Project, more.Session, more.Branch, more.Source, more.PriceClass), more.First));
                slot.First = Math.Min(slot.First, more.First);
                slot.Last = Math.Max(slot.Last, more.Last);
                slot.Tokens.Add(more.Tokens);
                slot.Requests += more.Requests;
                slot.WebSearches += Math.Min(more.WebSearches, int.MaxValue - slot.WebSearches);
                slot.ReportedCost += Math.Min(more.ReportedCost, long.MaxValue - slot.ReportedCost);
            }
        }

        _last = -1;
    }

    private int Find(in Key key, long time)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, key, out var exists);
        if (exists) return known;
        known = _slots.Count;
        ref var slot = ref _slots.Add();
        slot.Start = key.Start;
        slot.First = time;
        slot.Last = time;
        slot.Model = key.Model;
        slot.Project = key.Project;
        slot.Session = key.Session;
        slot.Branch = key.Branch;
        slot.Source = key.Source;
        slot.PriceClass = key.PriceClass;
        return known;
    }

    private readonly record struct Key(
        long Start, int Model, int Project, int Session, int Branch, SourceId Source, PriceClass PriceClass);
}

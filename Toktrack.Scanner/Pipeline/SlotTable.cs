using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Sums responses into slots. Not safe for use by several threads.</summary>
public sealed class SlotTable
{
    private readonly Dictionary<Key, int> _index = [];
    private UsageSlot[] _slots;
    private int _count;
    private Key _lastKey;
    private int _last = -1;

    /// <summary>An empty table.</summary>
    public SlotTable() : this(1024)
    {
    }

    /// <summary>An empty table with room for some slots.</summary>
    internal SlotTable(int capacity) => _slots = new UsageSlot[capacity];

    /// <summary>The slots, in no particular order; valid until something is added or removed.</summary>
    internal Span<UsageSlot> Slots => _slots.AsSpan(0, _count);

    /// <summary>Removes every slot and keeps the room.</summary>
    internal void Clear()
    {
        _index.Clear();
        _count = 0;
        _last = -1;
    }

    /// <summary>The slots, in no particular order.</summary>
    public IReadOnlyList<UsageSlot> ToList() => new ArraySegment<UsageSlot>(_slots, 0, _count);

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

        ref var slot = ref _slots[_last];
        slot.First = Math.Min(slot.First, record.Time);
        slot.Last = Math.Max(slot.Last, record.Time);
        slot.Tokens.Add(record.Tokens);
        slot.Requests++;
        slot.WebSearches += Math.Min(record.WebSearches, int.MaxValue - slot.WebSearches);
        slot.ReportedCost += Math.Min(record.ReportedCost, long.MaxValue - slot.ReportedCost);
    }

    private int Find(in Key key, long time)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, key, out var exists);
        if (exists) return known;
        if (_count == _slots.Length) Array.Resize(ref _slots, _count * 2);
        known = _count++;
        _slots[known] = new UsageSlot
        {
            Start = key.Start,
            First = time,
            Last = time,
            Model = key.Model,
            Project = key.Project,
            Session = key.Session,
            Branch = key.Branch,
            Source = key.Source,
            PriceClass = key.PriceClass,
        };
        return known;
    }

    private readonly record struct Key(
        long Start, int Model, int Project, int Session, int Branch, SourceId Source, PriceClass PriceClass);
}

// The trick: a response is found by its 64-bit group hash in an open-addressing table of chain heads. Each head carries 32
// bits of the hash, so that neighbours in the table are told apart, and moved to a larger one, without touching their
// records; the few groups with several records are chained through the records themselves.

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Pipeline;

/// <summary>
/// Decides which records are responses, each counted once. Keeps of every (source, group, variant, sidechain) the record
/// that <see cref="Precedes"/> all others, and lets the source choose among the variants of a group. Adding records in any
/// order, any number of times, gives the same result. Not safe for use by several threads.
/// </summary>
public sealed class UsageMerger : IRecordSink
{
    private const int FetchedTogether = 64;

    // Below this many records another thread costs more than it saves.
    private const int SummedByTwo = 1 << 15;

    // At least so many are in one slot of ordinary logs; a guess that saves growing.
    private const int ResponsesPerSlot = 16;

    private readonly NameTable _names;
    private readonly RecordStore _store = new();
    private readonly List<(SourceId Source, ulong Group)> _chained = [];
    private Head[] _heads = EmptyTable(1 << 12);
    private int _groups;
    private int _fetched;

    /// <summary>Creates an empty merger over <paramref name="names"/>, which decides ties by path.</summary>
    public UsageMerger(NameTable names) => _names = names;

    /// <summary>Number of records kept: one for each (group, variant, sidechain).</summary>
    public int Count => _store.Count;

    /// <summary>Number of records that were added and not kept, because another stands for the same response.</summary>
    public long Duplicates { get; private set; }

    /// <summary>
    /// True when <paramref name="a"/> stands for the response rather than <paramref name="b"/>: the higher rank, then the
    /// earlier by time, path and offset (usage rules, section 1, "Count once"). Where even these agree, a file was rewritten
    /// in place, and the content decides, so that the order of runs does not.
    /// </summary>
    public static bool Precedes(in UsageRecord a, in UsageRecord b, NameTable names)
    {
        if (a.Rank != b.Rank) return a.Rank > b.Rank;
        if (IsEarlier(a, b, names)) return true;
        return a.Time == b.Time && a.Offset == b.Offset && a.File == b.File && CompareContent(a, b, names) < 0;
    }

    /// <summary>True when <paramref name="a"/> is earlier than <paramref name="b"/> by (time, path, offset).</summary>
    public static bool IsEarlier(in UsageRecord a, in UsageRecord b, NameTable names)
    {
        if (a.Time != b.Time) return a.Time < b.Time;
        if (a.File != b.File)
        {
            var order = string.CompareOrdinal(names[a.File], names[b.File]);
            if (order != 0) return order < 0;
        }

        return a.Offset < b.Offset;
    }

    private static int CompareContent(in UsageRecord a, in UsageRecord b, NameTable names)
    {
        var order = a.Tokens.Input.CompareTo(b.Tokens.Input);
        if (order == 0) order = a.Tokens.Output.CompareTo(b.Tokens.Output);
        if (order == 0) order = a.Tokens.CacheWrite5m.CompareTo(b.Tokens.CacheWrite5m);
        if (order == 0) order = a.Tokens.CacheWrite1h.CompareTo(b.Tokens.CacheWrite1h);
        if (order == 0) order = a.Tokens.CacheRead.CompareTo(b.Tokens.CacheRead);
        if (order == 0) order = a.Tokens.Reasoning.CompareTo(b.Tokens.Reasoning);
        if (order == 0) order = a.ReportedCost.CompareTo(b.ReportedCost);
        if (order == 0) order = a.WebSearches.CompareTo(b.WebSearches);
        if (order == 0) order = a.Flags.CompareTo(b.Flags);
        if (order == 0) order = CompareNames(a.Model, b.Model, names);
        if (order == 0) order = CompareNames(a.Project, b.Project, names);
        if (order == 0) order = CompareNames(a.Session, b.Session, names);
        return order == 0 ? CompareNames(a.Branch, b.Branch, names) : order;
    }

    private static int CompareNames(int a, int b, NameTable names) => a == b ? 0 : string.CompareOrdinal(names[a], names[b]);

    internal static bool SameChain(RecordFlags a, RecordFlags b) => ((a ^ b) & RecordFlags.Sidechain) == 0;

    /// <inheritdoc/>
    public void Add(in UsageRecord record)
    {
        if (_groups >= _heads.Length / 2) Grow();
        ref var head = ref FindHead(record.Source, record.Group);
        for (var index = head; index != 0;)
        {
            ref var packed = ref _store.At(index - 1);
            if (packed.Variant == record.Variant && SameChain(packed.Flags, record.Flags))
            {
                Duplicates++;
                if (record.Rank > packed.Rank || (record.Rank == packed.Rank && Precedes(record, _store.Get(index - 1), _names))) _store.Set(index - 1, record);
                return;
            }

            index = packed.Next;
        }

        if (head == 0) _groups++;
        else MarkChain(head);
        var number = _store.Add(record);
        ref var added = ref _store.At(number);
        added.Next = head;
        added.IsChained = head != 0;
        head = number + 1;
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<UsageRecord> records)
    {
        // The table is larger than the caches. Places that do not depend on each other are fetched at the same time.
        for (var rest = records; !rest.IsEmpty;)
        {
            var some = rest[..Math.Min(rest.Length, FetchedTogether)];
            foreach (ref readonly var record in some) _fetched ^= _heads[TagOf(record.Group) & (uint)(_heads.Length - 1)].First;
            foreach (ref readonly var record in some) Add(record);
            rest = rest[some.Length..];
        }
    }

    /// <summary>The records kept, by number.</summary>
    internal RecordStore Records => _store;

    /// <summary>Visits every record kept, in no particular order, with whether it counts as a response.</summary>
    public void Visit(RecordVisitor visit)
    {
        var responses = FindResponses();
        for (var i = 0; i < responses.Length; i++) visit(_store.Get(i), responses[i]);
    }

    /// <summary>The sums of the responses, in no particular order. Takes two threads where there is much to sum.</summary>
    public IReadOnlyList<UsageSlot> Sum()
    {
        var responses = FindResponses();
        var expected = _store.Count / ResponsesPerSlot;
        var sums = new SlotTable(expected);
        if (_store.Count < SummedByTwo)
        {
            Sum(responses, 0, _store.Count, sums);
            return sums.Slots;
        }

        var half = _store.Count / 2;
        var others = new SlotTable(expected / 2);
        var thread = new Thread(() => Sum(responses, half, _store.Count, others)) { Name = "sum" };
        thread.Start();
        Sum(responses, 0, half, sums);
        thread.Join();
        sums.Add(others);
        return sums.Slots;
    }

    private void Sum(bool[] responses, int first, int end, SlotTable sums)
    {
        for (var number = first; number < end; number++)
        {
            if (responses[number]) sums.Add(_store.Get(number));
        }
    }

    /// <summary>Tells by number which of <see cref="Records"/> count as a response.</summary>
    internal bool[] FindResponses()
    {
        var isResponse = new bool[_store.Count];
        Array.Fill(isResponse, true);
        var group = new UsageRecord[4];
        foreach (var id in _chained)
        {
            var first = FindHead(id.Source, id.Group);
            var size = 0;
            for (var index = first; index != 0; index = _store.At(index - 1).Next)
            {
                if (size == group.Length) Array.Resize(ref group, size * 2);
                group[size++] = _store.Get(index - 1);
            }

            var responses = SourceCatalog.Get(id.Source).ResolveGroup(group.AsSpan(0, size), _names);
            for (var i = responses; i < size; i++) isResponse[Find(first, group[i].Variant, group[i].Flags) - 1] = false;
        }

        return isResponse;
    }

    /// <summary>Takes one record; <paramref name="isResponse"/> is false for one that another response stands for.</summary>
    public delegate void RecordVisitor(in UsageRecord record, bool isResponse);

    private int Find(int index, ulong variant, RecordFlags flags)
    {
        while (_store.At(index - 1).Variant != variant || !SameChain(_store.At(index - 1).Flags, flags)) index = _store.At(index - 1).Next;
        return index;
    }

    private void MarkChain(int head)
    {
        ref var packed = ref _store.At(head - 1);
        if (packed.IsChained) return;
        packed.IsChained = true;
        _chained.Add((packed.Source, packed.Group));
    }

    // The chain of a group: the number (from 1) of its first record, or 0 in the place where one would begin.
    private ref int FindHead(SourceId source, ulong group)
    {
        var tag = TagOf(group);
        var mask = _heads.Length - 1;
        for (var slot = (int)tag & mask; ; slot = (slot + 1) & mask)
        {
            ref var head = ref _heads[slot];
            if (head.First == 0)
            {
                head.Tag = tag;
                return ref head.First;
            }

            if (head.Tag != tag) continue;
            ref var packed = ref _store.At(head.First - 1);
            if (packed.Group == group && packed.Source == source) return ref head.First;
        }
    }

    private void Grow()
    {
        var heads = EmptyTable(_heads.Length * 2);
        var mask = heads.Length - 1;
        foreach (var head in _heads)
        {
            if (head.First == 0) continue;
            var slot = (int)head.Tag & mask;
            while (heads[slot].First != 0) slot = (slot + 1) & mask;
            heads[slot] = head;
        }

        _heads = heads;
    }

    // Written to at once: memory that is read before it is written is first mapped to the one page of zeros, and then, with an
    // interrupt to every other core, to a page of its own.
    private static Head[] EmptyTable(int size)
    {
        var heads = GC.AllocateUninitializedArray<Head>(size);
        Array.Clear(heads);
        return heads;
    }

    private static uint TagOf(ulong group) => (uint)(group >> 20);

    private struct Head
    {
        public uint Tag;
        public int First;
    }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>Collects the rows of one source and UTC day and turns them into its two blocks.</summary>
internal sealed class DayBuilder(DayKey day)
{
    private PackWriter _rows = new(4096);
    private readonly List<(RowOrder Order, int Start, int Length)> _index = [];

    public DayKey Day { get; } = day;

    public bool IsEmpty => _index.Count == 0;

    /// <summary>Adds a record; its names are the ledger's numbers.</summary>
    public void Add(in UsageRecord record, bool counts, PackWriter scratch)
    {
        var start = _rows.Length;
        DayBlock.Append(_rows, scratch, record, counts);
        var time = (ulong)(record.Time - Day.Start);
        _index.Add((new(time, record.Group, record.Variant, (record.Flags & RecordFlags.Sidechain) != 0), start, _rows.Length - start));
    }

    /// <summary>Takes over the rows of an earlier generation that belong to none of <paramref name="groups"/>.</summary>
    public void AddUntouched(byte[] payload, HashSet<ulong> groups) => DayBlock.ForEachRow(payload, (group, whole, row) =>
    {
        if (groups.Contains(group)) return;
        _index.Add((DayBlock.OrderOf(row), _rows.Length, whole.Length));
        _rows.Bytes(whole);
    });

    /// <summary>The finished blocks: records in order, and the slots of those that count. The builder is empty afterwards.</summary>
    public (PackWriter Records, PackWriter Slots) Finish()
    {
        _index.Sort((a, b) => a.Order.CompareTo(b.Order));
        var records = new PackWriter(_rows.Length + sizeof(ulong));
        foreach (var (_, start, length) in _index) records.Bytes(_rows.Written.Slice(start, length));
        _rows = new(0);
        var sums = new SlotTable();
        DayBlock.ForEachRow(records.Written, (_, _, row) =>
        {
            var record = DayBlock.Decode(Day, row, out var counts);
            if (counts) sums.Add(record);
        });
        var slots = new PackWriter(_index.Count * 8);
        SlotBlock.Write(slots, [.. sums.ToList()]);
        _index.Clear();
        _index.TrimExcess();
        return (records, slots);
    }
}

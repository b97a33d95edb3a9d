using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>
/// Turns the records of one source and UTC day after the other into their two blocks: rows in order, and the slots of those
/// that count. Its buffers serve every day; one per thread.
/// </summary>
/// <param name="records">The records of the merger, with the run's numbers for names.</param>
/// <param name="isResponse">Which of them count.</param>
/// <param name="contexts">The ledger's numbers for their names.</param>
internal sealed class DayBuilder(RecordStore records, bool[] isResponse, RecordContext[] contexts)
{
    private const int TypicalRow = 64;

    private readonly List<(int Start, int Length)> _untouched = [];
    private readonly List<(RowOrder Order, int Entry)> _ties = [];
    private readonly SlotTable _sums = new();
    private UsageSlot[] _slots = [];
    private ulong[] _times = new ulong[256];
    private int[] _entries = new int[256]; // a record's number, or ~index of an untouched row

    /// <summary>The finished rows of the last day.</summary>
    public PackWriter Rows { get; } = new(32 * 1024);

    /// <summary>The finished slots of the last day.</summary>
    public PackWriter Slots { get; } = new(16 * 1024);

    /// <summary>Builds the blocks of a day; false where it has no row.</summary>
    /// <param name="day">The day.</param>
    /// <param name="numbers">The records of the merger that belong to it.</param>
    /// <param name="earlier">Its rows in the ledger; empty where there are none.</param>
    /// <param name="touched">Of the ledger's rows, those of these groups are dropped: the merger has them.</param>
    public bool Build(DayKey day, ReadOnlySpan<int> numbers, ReadOnlySpan<byte> earlier, HashSet<ulong>? touched)
    {
        var count = 0;
        _untouched.Clear();
        EnsureRoom(numbers.Length);
        foreach (var number in numbers)
        {
            _times[count] = (ulong)(records.At(number).Time - day.Start);
            _entries[count++] = number;
        }

        if (!earlier.IsEmpty) count = AddUntouched(earlier, touched, count);
        if (count == 0) return false;
        Array.Sort(_times, _entries, 0, count);
        for (var first = 0; first < count;)
        {
            var next = first + 1;
            while (next < count && _times[next] == _times[first]) next++;
            if (next - first > 1) OrderTies(earlier, first, next);
            first = next;
        }

        Rows.Clear();
        Rows.Reserve(earlier.Length + (numbers.Length * TypicalRow));
        Slots.Clear();
        _sums.Clear();
        foreach (var entry in _entries.AsSpan(0, count)) Append(day, earlier, entry);
        SlotBlock.Write(Slots, _sums.CopyTo(ref _slots));
        return true;
    }

    private int AddUntouched(ReadOnlySpan<byte> earlier, HashSet<ulong>? touched, int count)
    {
        var reader = new PackReader(earlier);
        while (!reader.AtEnd)
        {
            var start = reader.Position;
            var row = DayBlock.ReadRow(ref reader);
            if (touched is not null && touched.Contains(DayBlock.GroupOf(row))) continue;
            EnsureRoom(count + 1);
            _times[count] = DayBlock.OrderOf(row).Time;
            _entries[count++] = ~_untouched.Count;
            _untouched.Add((start, reader.Position - start));
        }

        return count;
    }

    private void OrderTies(ReadOnlySpan<byte> earlier, int first, int next)
    {
        var tied = _entries.AsSpan(first..next);
        if (tied.IndexOfAnyInRange(0, int.MaxValue) < 0)
        {
            // Untouched rows lie in order already.
            tied.Sort();
            tied.Reverse();
            return;
        }

        _ties.Clear();
        for (var i = first; i < next; i++) _ties.Add((OrderOf(earlier, _entries[i]), _entries[i]));
        _ties.Sort((a, b) => a.Order.CompareTo(b.Order));
        for (var i = first; i < next; i++) _entries[i] = _ties[i - first].Entry;
    }

    private RowOrder OrderOf(ReadOnlySpan<byte> earlier, int entry)
    {
        if (entry < 0) return DayBlock.OrderOf(Untouched(earlier, entry, out _));
        ref var record = ref records.At(entry);
        return new((ulong)(record.Time % TimeSpan.TicksPerDay), record.Group, record.Variant, (record.Flags & RecordFlags.Sidechain) != 0);
    }

    private void Append(DayKey day, ReadOnlySpan<byte> earlier, int entry)
    {
        if (entry >= 0)
        {
            var record = records.Get(entry, contexts);
            DayBlock.Append(Rows, record, isResponse[entry]);
            if (isResponse[entry]) _sums.Add(record);
        }
        else
        {
            var row = Untouched(earlier, entry, out var whole);
            Rows.Bytes(whole);
            var record = DayBlock.Decode(day, row, out var counts);
            if (counts) _sums.Add(record);
        }
    }

    private ReadOnlySpan<byte> Untouched(ReadOnlySpan<byte> earlier, int entry, out ReadOnlySpan<byte> whole)
    {
        var (start, length) = _untouched[~entry];
        whole = earlier.Slice(start, length);
        var reader = new PackReader(whole);
        return DayBlock.ReadRow(ref reader);
    }

    private void EnsureRoom(int count)
    {
        if (_times.Length >= count) return;
        var size = Math.Max(_times.Length * 2, count);
        Array.Resize(ref _times, size);
        Array.Resize(ref _entries, size);
    }
}

// A counting sort: the merger's records stay where they are, and one number of four bytes for each says to which day it belongs.

using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>The numbers of the merger's records by source and UTC day, days ascending.</summary>
internal sealed class DayRows
{
    private readonly int[] _numbers;
    private readonly int[] _starts;

    /// <summary>Groups every record there is now; <paramref name="more"/> are days to be listed in any case.</summary>
    public DayRows(RecordStore records, IEnumerable<DayKey> more)
    {
        var known = new Dictionary<DayKey, int>();
        var counts = new List<int>();
        foreach (var day in more)
        {
            if (known.TryAdd(day, counts.Count)) counts.Add(0);
        }

        var days = new int[records.Count];
        DayKey lastKey = default;
        var last = -1;
        for (var number = 0; number < days.Length; number++)
        {
            var key = DayKey.Of(records.At(number));
            if (last < 0 || key != lastKey)
            {
                lastKey = key;
                if (!known.TryGetValue(key, out last))
                {
                    known[key] = last = counts.Count;
                    counts.Add(0);
                }
            }

            days[number] = last;
            counts[last]++;
        }

        Days = [.. known.Keys.OrderBy(d => d.Value)];
        _starts = new int[Days.Count + 1];
        var places = new int[Days.Count];
        for (var i = 0; i < Days.Count; i++)
        {
            var day = known[Days[i]];
            places[day] = _starts[i];
            _starts[i + 1] = _starts[i] + counts[day];
        }

        _numbers = new int[days.Length];
        for (var number = 0; number < days.Length; number++) _numbers[places[days[number]]++] = number;
    }

    /// <summary>The days.</summary>
    public IReadOnlyList<DayKey> Days { get; }

    /// <summary>The numbers of the records of the day at <paramref name="index"/> in <see cref="Days"/>, ascending.</summary>
    public ReadOnlySpan<int> NumbersOf(int index) => _numbers.AsSpan(_starts[index].._starts[index + 1]);
}

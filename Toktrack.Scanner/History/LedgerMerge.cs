// Why a merge touches few days: the groups of the new records are looked up in the index; only the days that hold one of
// them are loaded; their records join the new ones in the merger, which decides as it would over every line ever seen; and
// the days that lost, gained or changed a row are rewritten. All other rows are copied as bytes.

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>
/// Joins the records of a run with those of earlier runs. The result is the one of a single scan over every line ever seen:
/// a record that is replaced by a fuller or earlier one goes, even where that moves its response to another day; the
/// responses of a group and the tokens of each never become fewer.
/// </summary>
internal sealed class LedgerMerge(LedgerBlocks blocks, LedgerNames names, UsageMerger merger)
{
    private const int ParallelDays = 8;

    private readonly GroupIndex _index = new(blocks);
    private readonly Dictionary<SourceId, HashSet<ulong>> _groups = [];
    private readonly Dictionary<DayKey, byte[]> _loaded = [];
    private readonly Dictionary<DayKey, DayBuilder> _builders = [];

    /// <summary>Puts everything that changes into <paramref name="change"/>.</summary>
    public void Run(LedgerChange change)
    {
        if (merger.Count == 0) return;
        if (blocks.Root.CountOf(BlockKind.Day) > 0) LoadEarlier();
        Distribute();
        AddUntouched();
        Finish(change);
        _index.Save(change);
        names.Save(change);
    }

    private void LoadEarlier()
    {
        var days = new HashSet<DayKey>();
        merger.Visit((in record, _) =>
        {
            if (!_groups.TryGetValue(record.Source, out var groups)) _groups[record.Source] = groups = [];
            if (groups.Add(record.Group)) _index.Find(GroupIndex.HashOf(record.Source, record.Group), record.Source, days);
        });

        foreach (var day in days)
        {
            if (Load(day) is not { } payload) continue;
            var groups = _groups[day.Source];
            DayBlock.ForEachRow(payload, (group, whole, row) =>
            {
                if (groups.Contains(group)) merger.Add(names.ToTable(DayBlock.Decode(day, row, out _)));
            });
            _builders[day] = new(day);
        }
    }

    private void Distribute()
    {
        var scratch = new PackWriter();
        merger.Visit((in record, counts) =>
        {
            var day = DayKey.Of(record);
            if (!_builders.TryGetValue(day, out var builder)) _builders[day] = builder = new(day);
            builder.Add(names.ToStored(record), counts, scratch);
            _index.Add(GroupIndex.HashOf(record.Source, record.Group), day);
        });
    }

    private void AddUntouched()
    {
        foreach (var (day, builder) in _builders)
        {
            if (_groups.TryGetValue(day.Source, out var groups) && Load(day) is { } payload) builder.AddUntouched(payload, groups);
        }

        _loaded.Clear();
    }

    private void Finish(LedgerChange change)
    {
        if (_builders.Count < ParallelDays)
        {
            foreach (var builder in _builders.Values) Finish(builder, change);
            return;
        }

        Parallel.ForEach(_builders.Values.OrderBy(b => b.Day.Value), builder => Finish(builder, change));
    }

    private static void Finish(DayBuilder builder, LedgerChange change)
    {
        var id = builder.Day.Value;
        if (builder.IsEmpty)
        {
            lock (change)
            {
                change.Remove(BlockKind.Day, id);
                change.Remove(BlockKind.Slot, id);
            }

            return;
        }

        var (records, slots) = builder.Finish();
        lock (change)
        {
            change.Put(BlockKind.Day, id, records);
            change.Put(BlockKind.Slot, id, slots);
        }
    }

    private byte[]? Load(DayKey day)
    {
        if (_loaded.TryGetValue(day, out var payload)) return payload;
        payload = blocks.Read(BlockKind.Day, day.Value);
        if (payload is not null) _loaded[day] = payload;
        return payload;
    }
}

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
    // Below this many records another thread costs more than it saves.
    private const int ParallelRecords = 4096;

    private readonly GroupIndex _index = new(blocks);
    private readonly Dictionary<SourceId, HashSet<ulong>> _groups = [];
    private readonly Dictionary<DayKey, byte[]> _earlier = [];

    /// <summary>Puts everything that changes into <paramref name="change"/>.</summary>
    public void Run(LedgerChange change)
    {
        if (merger.Count == 0) return;
        var isFirst = blocks.Root.CountOf(BlockKind.Day) == 0;
        if (!isFirst) AddEarlier();
        var records = merger.Records;
        var rows = new DayRows(records, _earlier.Keys);
        if (!isFirst)
        {
            foreach (var day in rows.Days) Load(day);
        }

        Build(rows, merger.FindResponses(), names.ToStored(records), change);
        names.Save(change);
    }

    /// <summary>True when <see cref="SaveIndex"/> takes a while and needs nothing from the database.</summary>
    public bool IsIndexedBeside => merger.Count >= ParallelRecords && blocks.Root.CountOf(BlockKind.Index) == 0;

    /// <summary>Puts what changes of the index into <paramref name="change"/>. No report needs it.</summary>
    public void SaveIndex(LedgerChange change)
    {
        if (merger.Count > 0) _index.Save(merger.Records, change, merger.Count >= ParallelRecords);
    }

    /// <summary>Adds the ledger's records of every group that a new record belongs to, on whatever days they lie.</summary>
    private void AddEarlier()
    {
        var days = new HashSet<DayKey>();
        for (var number = 0; number < merger.Records.Count; number++)
        {
            ref var record = ref merger.Records.At(number);
            if (!_groups.TryGetValue(record.Source, out var groups)) _groups[record.Source] = groups = [];
            if (groups.Add(record.Group)) _index.Find(GroupIndex.HashOf(record.Source, record.Group), record.Source, days);
        }

        foreach (var day in days)
        {
            if (Load(day) is not { } payload) continue;
            var groups = _groups[day.Source];
            DayBlock.ForEachRow(payload, (group, whole, row) =>
            {
                if (groups.Contains(group)) merger.Add(names.ToTable(DayBlock.Decode(day, row, out _)));
            });
        }
    }

    private void Build(DayRows rows, bool[] isResponse, RecordContext[] contexts, LedgerChange change)
    {
        void Build(int index, DayBuilder builder)
        {
            var day = rows.Days[index];
            if (builder.Build(day, rows.NumbersOf(index), _earlier.GetValueOrDefault(day), _groups.GetValueOrDefault(day.Source)))
            {
                change.Put(BlockKind.Day, day.Value, builder.Rows);
                change.Put(BlockKind.Slot, day.Value, builder.Slots);
            }
            else
            {
                change.Remove(BlockKind.Day, day.Value);
                change.Remove(BlockKind.Slot, day.Value);
            }
        }

        DayBuilder NewBuilder() => new(merger.Records, isResponse, contexts);
        if (merger.Count >= ParallelRecords)
        {
            try
            {
                Parallel.For(0, rows.Days.Count, NewBuilder, (index, _, builder) =>
                {
                    Build(index, builder);
                    return builder;
                }, _ => { });
            }
            catch (AggregateException e) when (e.InnerExceptions[0] is HistoryException damage)
            {
                throw new HistoryException(damage.Problem, damage.Message, e);
            }

            return;
        }

        var only = NewBuilder();
        for (var index = 0; index < rows.Days.Count; index++) Build(index, only);
    }

    private byte[]? Load(DayKey day)
    {
        if (_earlier.TryGetValue(day, out var payload)) return payload;
        payload = blocks.Read(BlockKind.Day, day.Value);
        if (payload is not null) _earlier[day] = payload;
        return payload;
    }
}

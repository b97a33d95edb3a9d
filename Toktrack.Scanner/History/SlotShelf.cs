using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The slots of every day of the ledger, with the run's numbers for names.</summary>
internal sealed class SlotShelf
{
    private readonly ChunkedSlots _slots = new();

    public SlotShelf(LedgerBlocks blocks, StoredNames names) =>
        blocks.ForEach(BlockKind.Slot, (id, payload) => SlotBlock.Read(new((uint)id), payload, names.ToTable, _slots));

    public ChunkedSlots All => _slots;

    /// <summary>Replaces the slots of the days that <paramref name="change"/> rewrites. <see cref="All"/> stays the same list.</summary>
    public void Replace(LedgerChange change, StoredNames names)
    {
        var days = change.Days.ToHashSet();
        if (days.Count == 0) return;
        // In place: the slots are the largest thing in memory, and touching as much again costs more than the rest of a small merge.
        _slots.RemoveAll((in UsageSlot s) => days.Contains(new(s.Source, (int)(s.Start / TimeSpan.TicksPerDay))));
        foreach (var day in days)
        {
            var payload = change.PayloadOf(BlockKind.Slot, day.Value);
            if (payload.Length > 0) SlotBlock.Read(day, payload, names.ToTable, _slots);
        }
    }
}

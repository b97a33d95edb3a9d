using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The slots of every day of the ledger, with the run's numbers for names.</summary>
internal sealed class SlotShelf
{
    private List<UsageSlot> _slots;

    public SlotShelf(LedgerBlocks blocks, StoredNames names)
    {
        _slots = new((int)Math.Min(blocks.Root.Slots, 1 << 22));
        blocks.ForEach(BlockKind.Slot, (id, payload) => SlotBlock.Read(new((uint)id), payload, names.ToTable, _slots));
    }

    public List<UsageSlot> All => _slots;

    /// <summary>Replaces the slots of the days that <paramref name="change"/> rewrites.</summary>
    public void Replace(LedgerChange change, StoredNames names)
    {
        var days = change.Days.ToHashSet();
        if (days.Count == 0) return;
        var slots = new List<UsageSlot>(_slots.Count + 64);
        foreach (var slot in _slots)
        {
            if (!days.Contains(new(slot.Source, (int)(slot.Start / TimeSpan.TicksPerDay)))) slots.Add(slot);
        }

        foreach (var day in days)
        {
            var payload = change.PayloadOf(BlockKind.Slot, day.Value);
            if (payload.Length > 0) SlotBlock.Read(day, payload, names.ToTable, slots);
        }

        _slots = slots;
    }
}

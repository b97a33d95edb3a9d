using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The slots of every day of the ledger, with the run's numbers for names.</summary>
internal sealed class SlotShelf
{
    private const int Room = 1024;

    private readonly List<UsageSlot> _slots;

    public SlotShelf(LedgerBlocks blocks, StoredNames names)
    {
        _slots = new((int)Math.Min(blocks.Root.Slots, 1 << 22) + Room);
        blocks.ForEach(BlockKind.Slot, (id, payload) => SlotBlock.Read(new((uint)id), payload, names.ToTable, _slots));
    }

    public List<UsageSlot> All => _slots;

    /// <summary>Replaces the slots of the days that <paramref name="change"/> rewrites. <see cref="All"/> stays the same list.</summary>
    public void Replace(LedgerChange change, StoredNames names)
    {
        var days = change.Days.ToHashSet();
        if (days.Count == 0) return;
        // In place: the slots are the largest thing in memory, and touching as much again costs more than the rest of a small merge.
        var all = CollectionsMarshal.AsSpan(_slots);
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
        {
            ref readonly var slot = ref all[i];
            if (days.Contains(new(slot.Source, (int)(slot.Start / TimeSpan.TicksPerDay)))) continue;
            if (kept != i) all[kept] = slot;
            kept++;
        }

        CollectionsMarshal.SetCount(_slots, kept);
        foreach (var day in days)
        {
            var payload = change.PayloadOf(BlockKind.Slot, day.Value);
            if (payload.Length > 0) SlotBlock.Read(day, payload, names.ToTable, _slots);
        }
    }
}

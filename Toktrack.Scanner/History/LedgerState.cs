using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>What a run keeps of the ledger in memory, all of one generation.</summary>
internal sealed class LedgerState
{
    private readonly NameTable _table;

    /// <summary>Loads everything but records, the index and paths. Within the caller's transaction.</summary>
    public LedgerState(LedgerDatabase database, NameTable table)
    {
        _table = table;
        Blocks = LedgerBlocks.Open(database);
        Names = new(Blocks, table);
        Files = new(Blocks);
        Kept = new(Blocks);
        Slots = new(Blocks, Names.Names);
    }

    public LedgerBlocks Blocks { get; }

    public LedgerNames Names { get; }

    public FileLedger Files { get; }

    public KeptDays Kept { get; }

    public SlotShelf Slots { get; }

    /// <summary>Titles of sessions; read when first asked for.</summary>
    public LedgerTitles Titles => field ??= new(Blocks);

    /// <summary>Everything reports see: the ledger's own slots, and those of days of which only sums are known.</summary>
    public UsageSnapshot Snapshot()
    {
        var kept = Kept.SlotsBeside(Slots.All, _table);
        if (kept.Count == 0) return new(Slots.All, _table);
        var all = new ChunkedSlots();
        all.AddRange(Slots.All);
        all.AddRange(kept);
        return new(all, _table);
    }
}

namespace Toktrack.Scanner.History;

/// <summary>Blocks that a run adds, replaces or removes. Nothing is written before <see cref="Write"/>. Safe for blocks put by several threads.</summary>
internal sealed class LedgerChange(LedgerRoot root)
{
    private readonly SortedDictionary<(BlockKind Kind, long Id), (byte[]? Block, ulong Seal)> _blocks = [];

    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>The days whose slots change.</summary>
    public IEnumerable<DayKey> Days => _blocks.Keys.Where(k => k.Kind is BlockKind.Slot).Select(k => new DayKey((uint)k.Id));

    /// <summary>True when a report may differ afterwards.</summary>
    public bool ChangesTotals => _blocks.Keys.Any(k => k.Kind is BlockKind.Slot or BlockKind.Kept);

    /// <summary>True when days change of which only sums are known.</summary>
    public bool ChangesKeptDays => _blocks.Keys.Any(k => k.Kind is BlockKind.Kept);

    /// <summary>Takes a copy of a finished payload, unless the ledger has the same one already.</summary>
    public void Put(BlockKind kind, long id, PackWriter payload)
    {
        var seal = BlockSeal.Close(kind, id, payload);
        if (seal == root.SealOf(kind, id)) return;
        var block = payload.ToArray();
        lock (_blocks) _blocks[(kind, id)] = (block, seal);
    }

    /// <summary>Takes a block away.</summary>
    public void Remove(BlockKind kind, long id)
    {
        if (root.SealOf(kind, id) == 0) return;
        lock (_blocks) _blocks[(kind, id)] = (null, 0);
    }

    /// <summary>The payload of a changed block; empty where it is removed.</summary>
    public ReadOnlySpan<byte> PayloadOf(BlockKind kind, long id) =>
        _blocks[(kind, id)].Block is { } block ? block.AsSpan(..^sizeof(ulong)) : default;

    /// <summary>Writes the blocks, within the caller's transaction.</summary>
    public void Write(LedgerDatabase database, Action<string>? fault)
    {
        BlockKind? last = null;
        foreach (var ((kind, id), (block, _)) in _blocks)
        {
            if (kind != last) fault?.Invoke($"write-{kind}");
            last = kind;
            if (block is null) database.Delete(kind, id);
            else database.Write(kind, id, block);
        }
    }

    /// <summary>Enters the blocks in the root.</summary>
    public void Enter()
    {
        foreach (var ((kind, id), (block, seal)) in _blocks)
        {
            if (block is null) root.Remove(kind, id);
            else root.Set(kind, id, seal);
        }
    }
}

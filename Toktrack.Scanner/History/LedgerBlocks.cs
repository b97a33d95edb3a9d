namespace Toktrack.Scanner.History;

/// <summary>The blocks of a ledger at one generation: every one is checked against its seal and against the root.</summary>
internal sealed class LedgerBlocks(LedgerDatabase database, LedgerRoot root)
{
    public LedgerRoot Root { get; } = root;

    /// <summary>Reads the root and with it the whole ledger's table of contents. Within the caller's transaction.</summary>
    /// <exception cref="HistoryException">There is no root, or it is damaged.</exception>
    public static LedgerBlocks Open(LedgerDatabase database)
    {
        var block = database.Read(BlockKind.Root, 0) ?? throw new HistoryException(HistoryProblem.Damaged, "The ledger has no root block.");
        return new(database, LedgerRoot.Read(BlockSeal.Open(BlockKind.Root, 0, block, out _)));
    }

    /// <summary>The payload of a block, or null where the ledger has none.</summary>
    public byte[]? Read(BlockKind kind, long id)
    {
        var expected = Root.SealOf(kind, id);
        if (expected == 0) return null;
        var block = database.Read(kind, id) ?? throw Missing(kind);
        var payload = BlockSeal.Open(kind, id, block, out var seal);
        return seal == expected ? payload.ToArray() : throw Missing(kind);
    }

    /// <summary>Visits every block of a table; each must be there.</summary>
    public void ForEach(BlockKind kind, LedgerDatabase.BlockVisitor visit)
    {
        var seen = 0;
        database.ReadAll(kind, (id, block) =>
        {
            var payload = BlockSeal.Open(kind, id, block, out var seal);
            if (seal != Root.SealOf(kind, id)) throw Missing(kind);
            seen++;
            visit(id, payload);
        });
        if (seen != Root.CountOf(kind)) throw Missing(kind);
    }

    private static HistoryException Missing(BlockKind kind) =>
        new(HistoryProblem.Damaged, $"Table {kind} of the ledger does not hold the blocks its root lists.");
}

namespace Toktrack.Scanner.History;

/// <summary>Reads everything: each block against its checksum and the root, and what blocks say against each other.</summary>
internal static class LedgerVerifier
{
    /// <summary>What is wrong, one sentence each; empty for a ledger that is whole. Within a transaction of its own.</summary>
    public static List<string> Check(LedgerDatabase database)
    {
        var findings = new List<string>();
        database.BeginRead();
        try
        {
            if (database.FindStructuralDamage() is { } damage) findings.Add($"SQLite: {damage}");
            var blocks = LedgerBlocks.Open(database);
            foreach (var kind in Enum.GetValues<BlockKind>())
            {
                if (kind != BlockKind.Root) Try(findings, () => blocks.ForEach(kind, (_, _) => { }));
            }

            Try(findings, () => CheckDays(blocks, findings));
        }
        catch (HistoryException e)
        {
            findings.Add(e.Message);
        }
        finally
        {
            database.Rollback();
        }

        return findings;
    }

    private static void CheckDays(LedgerBlocks blocks, List<string> findings)
    {
        var index = new GroupIndex(blocks);
        var found = new HashSet<DayKey>();
        Model.UsageSlot[] sorted = [];
        blocks.ForEach(BlockKind.Day, (id, payload) =>
        {
            var day = new DayKey((uint)id);
            var sums = new Pipeline.SlotTable();
            DayBlock.ForEachRow(payload, (group, whole, row) =>
            {
                var record = DayBlock.Decode(day, row, out var counts);
                if (counts) sums.Add(record);
                found.Clear();
                index.Find(GroupIndex.HashOf(day.Source, group), day.Source, found);
                if (!found.Contains(day)) findings.Add($"{day.Date:yyyy-MM-dd}: a record is missing in the index.");
            });
            var slots = new PackWriter();
            SlotBlock.Write(slots, sums.CopyTo(ref sorted));
            if (BlockSeal.Of(BlockKind.Slot, id, slots.Written) != blocks.Root.SealOf(BlockKind.Slot, id))
            {
                findings.Add($"{day.Date:yyyy-MM-dd}: the sums do not match the records.");
            }
        });
    }

    private static void Try(List<string> findings, Action check)
    {
        try
        {
            check();
        }
        catch (HistoryException e)
        {
            findings.Add(e.Message);
        }
    }
}

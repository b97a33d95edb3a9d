// Most of a first run's writing is done by the operating system, on one thread. What needs no database is done by another
// meanwhile: the index of 300,000 responses, and the summaries' text.

namespace Toktrack.Scanner.History;

/// <summary>Writes what a run changes, within the caller's transaction: blocks, summaries, and the root last.</summary>
internal sealed class LedgerWriter(LedgerDatabase database, LedgerState state, SummaryFiles summaries, Action<string>? fault)
{
    /// <summary>Writes everything.</summary>
    /// <param name="change">The blocks that change.</param>
    /// <param name="merge">What they come from, for its index; null where no record changes.</param>
    /// <param name="summariesAreCurrent">The summaries are those the root expects.</param>
    public void Write(LedgerChange change, LedgerMerge? merge, bool summariesAreCurrent)
    {
        var root = state.Blocks.Root;
        root.Slots = state.Slots.All.Count;
        root.Generation++;
        var index = new LedgerChange(root);
        var needsSummaries = !summariesAreCurrent || change.ChangesTotals;
        IReadOnlyCollection<DayKey>? days = summariesAreCurrent && !change.ChangesKeptDays ? [.. change.Days] : null;

        List<SummaryText> Prepare()
        {
            merge?.SaveIndex(index);
            return needsSummaries ? summaries.Prepare(root, state.Snapshot(), days) : [];
        }

        var beside = merge is { IsIndexedBeside: true } ? Task.Run(Prepare) : null;
        var texts = beside is null ? Prepare() : null;
        try
        {
            change.Write(database, fault);
        }
        catch
        {
            // Who answers without the ledger now goes on with the same records.
            if (beside is not null) Task.WaitAny(beside);
            throw;
        }

        texts ??= beside!.GetAwaiter().GetResult();
        index.Write(database, fault);
        change.Enter();
        index.Enter();
        summaries.Write(root, texts);
        fault?.Invoke("write-Root");
        WriteRoot(database, root);
    }

    /// <summary>Writes the root alone.</summary>
    public static void WriteRoot(LedgerDatabase database, LedgerRoot root)
    {
        var payload = new PackWriter(64 * 1024);
        root.Write(payload);
        BlockSeal.Close(BlockKind.Root, 0, payload);
        database.Write(BlockKind.Root, 0, payload.Written);
    }
}

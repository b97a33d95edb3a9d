using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>The two dictionaries of the ledger: names that reports show, and paths, loaded only when records are merged.</summary>
internal sealed class LedgerNames(LedgerBlocks blocks, NameTable table)
{
    private StoredPaths? _paths;

    public StoredNames Names { get; } = new(blocks, table);

    public StoredPaths Paths => _paths ??= new(blocks, table);

    /// <summary>The ledger's numbers for the names of the run's records.</summary>
    public RecordContext[] ToStored(RecordStore records)
    {
        var contexts = records.Contexts;
        var stored = new RecordContext[contexts.Length];
        var isKnown = new bool[contexts.Length];
        for (var number = 0; number < records.Count; number++)
        {
            var index = records.At(number).Context;
            if (isKnown[index]) continue;
            isKnown[index] = true;
            ref readonly var context = ref contexts[index];
            stored[index] = new(
                Paths.StoredOf(context.File), Names.StoredOf(context.Model), Names.StoredOf(context.Project), Names.StoredOf(context.Session), Names.StoredOf(context.Branch));
        }

        return stored;
    }

    /// <summary>A record of the ledger with the run's numbers for its names.</summary>
    public UsageRecord ToTable(in UsageRecord record) => record with
    {
        File = Paths.TableOf(record.File),
        Model = Names.TableOf(record.Model),
        Project = Names.TableOf(record.Project),
        Session = Names.TableOf(record.Session),
        Branch = Names.TableOf(record.Branch),
    };

    public void Save(LedgerChange change)
    {
        Names.Save(change);
        _paths?.Save(change);
    }
}

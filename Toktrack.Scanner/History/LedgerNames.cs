using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The two dictionaries of the ledger: names that reports show, and paths, loaded only when records are merged.</summary>
internal sealed class LedgerNames(LedgerBlocks blocks, NameTable table)
{
    private StoredNames? _paths;

    public StoredNames Names { get; } = new(blocks, BlockKind.Name, table);

    public StoredNames Paths => _paths ??= new(blocks, BlockKind.Path, table);

    /// <summary>A record of the run with the ledger's numbers for its names.</summary>
    public UsageRecord ToStored(in UsageRecord record) => record with
    {
        File = Paths.StoredOf(record.File),
        Model = Names.StoredOf(record.Model),
        Project = Names.StoredOf(record.Project),
        Session = Names.StoredOf(record.Session),
        Branch = Names.StoredOf(record.Branch),
    };

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

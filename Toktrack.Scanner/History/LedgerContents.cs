using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>
/// Everything a ledger holds at one moment, for whoever carries it elsewhere: records by day, and the sums of days without records.
/// Other processes may write meanwhile; they are not seen. Not safe for use by several threads.
/// </summary>
public sealed class LedgerContents : IDisposable
{
    private readonly HistoryStore _store;
    private readonly LedgerState _state;

    private LedgerContents(HistoryStore store, NameTable names)
    {
        _store = store;
        Names = names;
        store.Database.BeginRead();
        _state = new(store.Database, names);
        Days = [.. _state.Blocks.Root.Ids(BlockKind.Day).Select(id => Describe(new((uint)id)))];
        Kept = [.. _state.Kept.All.SelectMany(KeptUsage.Of)];
    }

    /// <summary>The names that records refer to.</summary>
    public NameTable Names { get; }

    /// <summary>The name under which this ledger's own records travel.</summary>
    public string Machine => _state.Blocks.Root.Machine;

    /// <summary>The days with records, by date and CLI.</summary>
    public IReadOnlyList<LedgerDay> Days { get; }

    /// <summary>Sums of days of which only sums are known.</summary>
    public IReadOnlyList<KeptUsage> Kept { get; }

    /// <summary>Opens the ledger, or creates an empty one.</summary>
    /// <exception cref="HistoryException">It cannot be used.</exception>
    public static LedgerContents Open(HistoryHome home)
    {
        var names = new NameTable();
        var store = HistoryStore.Open(home, names);
        try
        {
            return new(store, names);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Visits every record of a day in the order of time, with whether it counts as a response.</summary>
    /// <exception cref="HistoryException">The day is damaged.</exception>
    public void Visit(LedgerDay day, UsageMerger.RecordVisitor visit)
    {
        var payload = _state.Blocks.Read(BlockKind.Day, day.Key) ?? throw PackReader.Broken();
        DayBlock.ForEachRow(payload, (_, _, row) =>
        {
            var record = _state.Names.ToTable(DayBlock.Decode(new((uint)day.Key), row, out var counts));
            visit(record, counts);
        });
    }

    /// <summary>The machine a path of a record comes from, and the path as it travels; paths of the ledger's own machine get <paramref name="own"/>.</summary>
    public static (string Machine, string Path) Qualify(string path, string own)
    {
        var qualified = MachineName.Qualify(path, own);
        return (qualified[1..qualified.IndexOf(':')], qualified);
    }

    /// <summary>True for a name a machine may have: up to 64 ASCII letters, digits, dashes, dots and underscores.</summary>
    public static bool IsMachineName(string name) => MachineName.IsValid(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Database.Rollback();
        _store.Dispose();
    }

    private LedgerDay Describe(DayKey day) => new(day.Value, day.Source, day.Date, _state.Blocks.Root.SealOf(BlockKind.Day, day.Value));
}

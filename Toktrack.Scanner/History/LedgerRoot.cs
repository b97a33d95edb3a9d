using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>
/// What the ledger consists of at one generation: the seal of every block. A block that is missing, stale or under a wrong
/// number is found the moment it is read, and a lost day is never mistaken for a day without usage.
/// </summary>
internal sealed class LedgerRoot
{
    /// <summary>The version of everything stored. A ledger with a higher one is refused.</summary>
    public const int Format = 1;

    private readonly Dictionary<(BlockKind Kind, long Id), ulong> _seals = [];

    /// <summary>Grows by one with every transaction.</summary>
    public long Generation { get; set; }

    /// <summary>The name under which this ledger's own records are exported.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Slots of all days.</summary>
    public long Slots { get; set; }

    /// <summary>The checksum of each source's daily summaries as they should lie in the cache folder.</summary>
    public Dictionary<SourceId, ulong> Summaries { get; } = [];

    /// <summary>Sources whose earlier summaries (of the Rust toktrack) have been imported.</summary>
    public HashSet<SourceId> Imported { get; } = [];

    /// <summary>Numbers of all blocks of one table, ascending.</summary>
    public IEnumerable<long> Ids(BlockKind kind) => _seals.Keys.Where(k => k.Kind == kind).Select(k => k.Id).Order();

    /// <summary>Number of blocks of one table.</summary>
    public int CountOf(BlockKind kind) => _seals.Keys.Count(k => k.Kind == kind);

    /// <summary>The seal of a block; 0 where there is none.</summary>
    public ulong SealOf(BlockKind kind, long id) => _seals.GetValueOrDefault((kind, id));

    public void Set(BlockKind kind, long id, ulong seal) => _seals[(kind, id)] = seal;

    public void Remove(BlockKind kind, long id) => _seals.Remove((kind, id));

    public void Write(PackWriter target)
    {
        target.Number(Format);
        target.Number(Generation);
        target.Text(Machine);
        target.Number(Slots);
        target.Number(Summaries.Count);
        foreach (var (source, checksum) in Summaries.OrderBy(s => s.Key))
        {
            target.Byte((byte)source);
            target.Fixed64(checksum);
        }

        target.Number(Imported.Count);
        foreach (var source in Imported.Order()) target.Byte((byte)source);
        target.Number(_seals.Count);
        foreach (var (key, seal) in _seals.OrderBy(s => s.Key))
        {
            target.Byte((byte)key.Kind);
            target.Number(key.Id);
            target.Fixed64(seal);
        }
    }

    /// <exception cref="HistoryException">The root is damaged, or a newer version's.</exception>
    public static LedgerRoot Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PackReader(payload);
        var format = reader.Count();
        if (format > Format) throw Newer(format);
        var generation = reader.Number();
        var root = new LedgerRoot { Generation = generation, Machine = reader.Text(), Slots = reader.Number() };
        for (var left = reader.Count(); left > 0; left--)
        {
            var source = (SourceId)reader.Byte();
            root.Summaries[source] = reader.Fixed64();
        }

        for (var left = reader.Count(); left > 0; left--) root.Imported.Add((SourceId)reader.Byte());
        var blocks = reader.Count();
        root._seals.EnsureCapacity(Math.Min(blocks, payload.Length));
        for (; blocks > 0; blocks--)
        {
            var kind = (BlockKind)reader.Byte();
            var id = reader.Number();
            root._seals[(kind, id)] = reader.Fixed64();
        }

        return root;
    }

    public static HistoryException Newer(int format) => new(
        HistoryProblem.NewerVersion,
        $"The ledger has format {format}; this version of toktrack reads up to {Format}. It was left untouched. Update toktrack, or set TOKTRACK_HOME to another folder.");
}

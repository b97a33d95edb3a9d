using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>
/// Names as the ledger numbers them, in the order they came, in blocks of <see cref="PerBlock"/> of which only the last ever
/// changes. Translates between these numbers and those of the run's <see cref="NameTable"/>.
/// </summary>
internal sealed class StoredNames
{
    public const int PerBlock = 512;

    private readonly NameTable _table;
    private readonly List<int> _toTable = [0];
    private Dictionary<int, int>? _toStored;
    private int _firstDirty;

    /// <summary>Loads every name of the ledger.</summary>
    public StoredNames(LedgerBlocks blocks, NameTable table)
    {
        _table = table;
        blocks.ForEach(BlockKind.Name, (id, payload) =>
        {
            var reader = new PackReader(payload);
            while (!reader.AtEnd)
            {
                var name = (NameKind)reader.Byte();
                _toTable.Add(table.Intern(name, reader.Text()));
            }
        });
        _firstDirty = _toTable.Count;
    }

    /// <summary>The run's number of each of the ledger's.</summary>
    public ReadOnlySpan<int> ToTable => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_toTable);

    /// <summary>The run's number of one of the ledger's.</summary>
    public int TableOf(int stored) => (uint)stored < (uint)_toTable.Count ? _toTable[stored] : throw PackReader.Broken();

    /// <summary>The ledger's number of a name, new where it has none yet.</summary>
    public int StoredOf(int table)
    {
        if (table == 0) return 0;
        var toStored = _toStored ??= Reversed();
        if (toStored.TryGetValue(table, out var stored)) return stored;
        toStored.Add(table, _toTable.Count);
        _toTable.Add(table);
        return _toTable.Count - 1;
    }

    /// <summary>Puts the blocks with new names into <paramref name="change"/>.</summary>
    public void Save(LedgerChange change)
    {
        if (_firstDirty == _toTable.Count) return;
        for (var block = (_firstDirty - 1) / PerBlock; block * PerBlock < _toTable.Count - 1; block++)
        {
            var payload = new PackWriter(PerBlock * 64);
            var first = (block * PerBlock) + 1;
            for (var id = first; id < Math.Min(first + PerBlock, _toTable.Count); id++)
            {
                payload.Byte((byte)_table.KindOf(_toTable[id]));
                payload.Text(_table[_toTable[id]]);
            }

            change.Put(BlockKind.Name, block, payload);
        }

        _firstDirty = _toTable.Count;
    }

    // Most runs merge nothing and never ask.
    private Dictionary<int, int> Reversed()
    {
        var toStored = new Dictionary<int, int>(_toTable.Count);
        for (var stored = 1; stored < _toTable.Count; stored++) toStored.TryAdd(_toTable[stored], stored);
        return toStored;
    }
}

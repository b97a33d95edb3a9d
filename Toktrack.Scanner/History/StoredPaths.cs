using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>
/// The paths of log files as the ledger numbers them, in blocks like those of <see cref="StoredNames"/>. A merge meets few of
/// thousands, so that they stay bytes until one is asked for.
/// </summary>
internal sealed class StoredPaths
{
    private const int FewLookups = 16;

    private readonly NameTable _table;
    private readonly List<ReadOnlyMemory<byte>> _texts = [default];
    private readonly List<int> _toTable = [0];
    private readonly Dictionary<int, int> _toStored = [];
    private Dictionary<ReadOnlyMemory<byte>, int>? _numbers;
    private int _firstDirty;

    /// <summary>Finds the beginning of every path of the ledger.</summary>
    public StoredPaths(LedgerBlocks blocks, NameTable table)
    {
        _table = table;
        var room = (blocks.Root.CountOf(BlockKind.Path) + 1) * StoredNames.PerBlock;
        _texts.EnsureCapacity(room);
        _toTable.EnsureCapacity(room);
        blocks.ForEach(BlockKind.Path, (id, payload) =>
        {
            var copy = payload.ToArray();
            var reader = new PackReader(copy);
            while (!reader.AtEnd)
            {
                if ((NameKind)reader.Byte() != NameKind.File) throw PackReader.Broken();
                var length = reader.Count();
                _ = reader.Bytes(length);
                Add(copy.AsMemory(reader.Position - length, length), 0);
            }
        });
        _firstDirty = _texts.Count;
    }

    /// <summary>The run's number of one of the ledger's.</summary>
    public int TableOf(int stored)
    {
        if ((uint)stored >= (uint)_texts.Count) throw PackReader.Broken();
        if (_toTable[stored] == 0 && stored != 0) _toTable[stored] = _table.Intern(NameKind.File, _texts[stored].Span);
        return _toTable[stored];
    }

    /// <summary>The ledger's number of a path, new where it has none yet.</summary>
    public int StoredOf(int table)
    {
        if (table == 0) return 0;
        if (_toStored.TryGetValue(table, out var stored)) return stored;
        var text = Encoding.UTF8.GetBytes(_table[table]);
        stored = Find(text);
        if (stored < 0)
        {
            stored = _texts.Count;
            _numbers?.Add(text, stored);
            Add(text, table);
        }

        _toStored.Add(table, stored);
        return stored;
    }

    /// <summary>Puts the blocks with new paths into <paramref name="change"/>.</summary>
    public void Save(LedgerChange change)
    {
        if (_firstDirty == _texts.Count) return;
        for (var block = (_firstDirty - 1) / StoredNames.PerBlock; block * StoredNames.PerBlock < _texts.Count - 1; block++)
        {
            var payload = new PackWriter(StoredNames.PerBlock * 128);
            var first = (block * StoredNames.PerBlock) + 1;
            for (var stored = first; stored < Math.Min(first + StoredNames.PerBlock, _texts.Count); stored++)
            {
                payload.Byte((byte)NameKind.File);
                payload.Number((ulong)_texts[stored].Length);
                payload.Bytes(_texts[stored].Span);
            }

            change.Put(BlockKind.Path, block, payload);
        }

        _firstDirty = _texts.Count;
    }

    // A run that found a line or two asks for a path or two, which a look at all of them answers sooner than a dictionary of them.
    private int Find(byte[] text)
    {
        if (_toStored.Count < FewLookups) return _texts.FindIndex(1, known => known.Span.SequenceEqual(text));
        if (_numbers is null)
        {
            _numbers = new(_texts.Count, Utf8Comparer.Instance);
            for (var stored = 1; stored < _texts.Count; stored++) _numbers.TryAdd(_texts[stored], stored);
        }

        return _numbers.GetValueOrDefault(text, -1);
    }

    private void Add(ReadOnlyMemory<byte> text, int table)
    {
        _texts.Add(text);
        _toTable.Add(table);
    }

    private sealed class Utf8Comparer : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> text) => StableHash.Of(text.Span).GetHashCode();
    }
}

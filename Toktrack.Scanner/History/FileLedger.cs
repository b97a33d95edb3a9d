// Files are known by a hash of source and path, so that a run over thousands of unchanged files builds no string for any
// of them; they lie in blocks by that hash, so that one grown file rewrites a few kilobytes.

using System.Runtime.InteropServices;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>What has been read of each log file. A file that is gone stays known: it may come back.</summary>
internal sealed class FileLedger
{
    private const int Parts = 32;

    // Eight bytes of key and identity, a tail hash, and a few bytes each of the rest.
    private const int LeastStateBytes = 40;

    private readonly Dictionary<ulong, FileState>[] _states = new Dictionary<ulong, FileState>[Parts];
    private readonly bool[] _dirty = new bool[Parts];

    /// <summary>Loads every file's state.</summary>
    public FileLedger(LedgerBlocks blocks)
    {
        blocks.ForEach(BlockKind.File, (id, payload) =>
        {
            var reader = new PackReader(payload);
            while (!reader.AtEnd)
            {
                var key = reader.Fixed64();
                var part = _states[PartOf(key)] ??= new(payload.Length / LeastStateBytes);
                part[key] = FileState.Read(ref reader);
            }
        });
        for (var part = 0; part < Parts; part++) _states[part] ??= [];
    }

    /// <summary>Number of files known.</summary>
    public int Count => _states.Sum(p => p.Count);

    /// <summary>What is known of <paramref name="file"/>.</summary>
    public bool TryGet(LogFile file, out FileState state)
    {
        var key = KeyOf(file);
        return _states[PartOf(key)].TryGetValue(key, out state);
    }

    /// <summary>Enters what has now been read.</summary>
    public void Set(LogFile file, in FileState state)
    {
        var key = KeyOf(file);
        _states[PartOf(key)][key] = state;
        _dirty[PartOf(key)] = true;
    }

    /// <summary>Forgets every file, so that all are read again.</summary>
    public void Clear()
    {
        for (var part = 0; part < Parts; part++)
        {
            _dirty[part] |= _states[part].Count > 0;
            _states[part].Clear();
        }
    }

    /// <summary>Puts the blocks that changed into <paramref name="change"/>.</summary>
    public void Save(LedgerChange change)
    {
        for (var part = 0; part < Parts; part++)
        {
            if (!_dirty[part]) continue;
            _dirty[part] = false;
            if (_states[part].Count == 0)
            {
                change.Remove(BlockKind.File, part);
                continue;
            }

            var payload = new PackWriter(8192);
            foreach (var (key, state) in _states[part].OrderBy(s => s.Key))
            {
                payload.Fixed64(key);
                state.Write(payload);
            }

            change.Put(BlockKind.File, part, payload);
        }
    }

    private static ulong KeyOf(LogFile file) =>
        StableHash.Combine(StableHash.Of(MemoryMarshal.AsBytes(file.Path.AsSpan())), (ulong)file.Source);

    private static int PartOf(ulong key) => (int)(key % Parts);
}

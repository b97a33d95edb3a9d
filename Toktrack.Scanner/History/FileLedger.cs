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

    private readonly Dictionary<ulong, FileState> _states = [];
    private readonly bool[] _dirty = new bool[Parts];

    /// <summary>Loads every file's state.</summary>
    public FileLedger(LedgerBlocks blocks) => blocks.ForEach(BlockKind.File, (id, payload) =>
    {
        var reader = new PackReader(payload);
        while (!reader.AtEnd)
        {
            var key = reader.Fixed64();
            _states[key] = FileState.Read(ref reader);
        }
    });

    /// <summary>Number of files known.</summary>
    public int Count => _states.Count;

    /// <summary>What is known of <paramref name="file"/>.</summary>
    public bool TryGet(LogFile file, out FileState state) => _states.TryGetValue(KeyOf(file), out state);

    /// <summary>Enters what has now been read.</summary>
    public void Set(LogFile file, in FileState state)
    {
        var key = KeyOf(file);
        _states[key] = state;
        _dirty[PartOf(key)] = true;
    }

    /// <summary>Forgets every file, so that all are read again.</summary>
    public void Clear()
    {
        foreach (var key in _states.Keys) _dirty[PartOf(key)] = true;
        _states.Clear();
    }

    /// <summary>Puts the blocks that changed into <paramref name="change"/>.</summary>
    public void Save(LedgerChange change)
    {
        if (!_dirty.Contains(true)) return;
        var payloads = new PackWriter?[Parts];
        foreach (var (key, state) in _states.OrderBy(s => s.Key))
        {
            var part = PartOf(key);
            if (!_dirty[part]) continue;
            var payload = payloads[part] ??= new PackWriter(8192);
            payload.Fixed64(key);
            state.Write(payload);
        }

        for (var part = 0; part < Parts; part++)
        {
            if (!_dirty[part]) continue;
            if (payloads[part] is { } payload) change.Put(BlockKind.File, part, payload);
            else change.Remove(BlockKind.File, part);
            _dirty[part] = false;
        }
    }

    private static ulong KeyOf(LogFile file) =>
        StableHash.Combine(StableHash.Of(MemoryMarshal.AsBytes(file.Path.AsSpan())), (ulong)file.Source);

    private static int PartOf(ulong key) => (int)(key % Parts);
}

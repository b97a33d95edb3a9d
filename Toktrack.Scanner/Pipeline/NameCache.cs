using System.Buffers;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>
/// A worker's view of the dictionary for one kind of name. Neighbouring lines mostly carry the same name, so the last one is
/// compared first, then a table of hashes; only a new name takes the shared dictionary's lock.
/// </summary>
internal sealed class NameCache(NameTable names, NameKind kind)
{
    private readonly Dictionary<ulong, (byte[] Raw, int Id)> _known = [];
    private byte[] _last = [];
    private int _lastLength = -1;
    private int _lastId;

    /// <summary>The number of a JSON string as written (without quotes, valid); 0 for an empty one.</summary>
    public int Get(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty) return 0;
        if (raw.Length == _lastLength && raw.SequenceEqual(_last.AsSpan(0, _lastLength))) return _lastId;
        var hash = StableHash.Of(raw);
        // Two names may have one hash: a name is only what it is spelled.
        var id = _known.TryGetValue(hash, out var known) && raw.SequenceEqual(known.Raw) ? known.Id : 0;
        if (id == 0)
        {
            id = Intern(raw);
            _known[hash] = (raw.ToArray(), id);
        }

        if (_last.Length < raw.Length) _last = new byte[raw.Length];
        raw.CopyTo(_last);
        _lastLength = raw.Length;
        return _lastId = id;
    }

    private int Intern(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\')) return names.Intern(kind, raw);
        var buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        var id = names.Intern(kind, JsonString.Unescape(raw, buffer));
        ArrayPool<byte>.Shared.Return(buffer);
        return id;
    }
}

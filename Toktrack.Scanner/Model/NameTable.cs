using System.Runtime.InteropServices;
using System.Text;

namespace Toktrack.Scanner.Model;

/// <summary>
/// The dictionary: every model, project, session, branch and file name once, under a small number. Number 0 is the
/// empty name and means "unknown". Safe for use by several threads; numbers depend on the order of arrival and must
/// never decide a result.
/// </summary>
public sealed class NameTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(NameKind, string), int> _ids = [];
    private readonly List<string> _texts = [""];
    private readonly List<NameKind> _kinds = [NameKind.None];

    /// <summary>Number of names, the empty one included.</summary>
    public int Count
    {
        get { lock (_gate) return _texts.Count; }
    }

    /// <summary>The text of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such name.</exception>
    public string this[int id]
    {
        get { lock (_gate) return _texts[id]; }
    }

    /// <summary>The kind of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such name.</exception>
    public NameKind KindOf(int id)
    {
        lock (_gate) return _kinds[id];
    }

    /// <summary>The number of <paramref name="text"/>, new or known; 0 for an empty text.</summary>
    public int Intern(NameKind kind, string text)
    {
        if (text.Length == 0) return 0;
        lock (_gate)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, (kind, text), out var known);
            if (known) return id;
            id = _texts.Count;
            _texts.Add(text);
            _kinds.Add(kind);
            return id;
        }
    }

    /// <summary>The number of a UTF-8 text; bytes that are not UTF-8 become U+FFFD.</summary>
    public int Intern(NameKind kind, ReadOnlySpan<byte> utf8) => Intern(kind, Encoding.UTF8.GetString(utf8));

    /// <summary>The number of a known name, or 0.</summary>
    public int Find(NameKind kind, string text)
    {
        lock (_gate) return _ids.GetValueOrDefault((kind, text));
    }
}

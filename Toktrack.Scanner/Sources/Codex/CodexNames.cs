using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>One worker's view of the dictionary.</summary>
internal sealed class CodexNames(NameTable names)
{
    private readonly Dictionary<int, ulong> _hashes = [];

    /// <summary>The dictionary.</summary>
    public NameTable Table => names;

    /// <summary>Models.</summary>
    public NameCache Models { get; } = new(names, NameKind.Model);

    /// <summary>Folders.</summary>
    public NameCache Projects { get; } = new(names, NameKind.Project);

    /// <summary>Sessions.</summary>
    public NameCache Sessions { get; } = new(names, NameKind.Session);

    /// <summary>Branches.</summary>
    public NameCache Branches { get; } = new(names, NameKind.Branch);

    /// <summary>The stable hash of a name's text.</summary>
    public ulong HashOf(int name)
    {
        if (!_hashes.TryGetValue(name, out var hash)) _hashes[name] = hash = JsonValues.Hash(names[name]);
        return hash;
    }
}

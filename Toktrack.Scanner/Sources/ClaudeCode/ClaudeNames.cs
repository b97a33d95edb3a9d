using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>One worker's names and hashes of ids.</summary>
internal sealed class ClaudeNames(NameTable names)
{
    private readonly StructuralIndexBuffer _buffer = new();

    public NameCache Models { get; } = new(names, NameKind.Model);

    public NameCache Projects { get; } = new(names, NameKind.Project);

    public NameCache Sessions { get; } = new(names, NameKind.Session);

    public NameCache Branches { get; } = new(names, NameKind.Branch);

    /// <summary>The model of records that name none (usage rules, section 1).</summary>
    public int UnknownModel { get; } = names.Intern(NameKind.Model, "unknown");

    /// <summary>The session a log belongs to by its path, for records that name none.</summary>
    public int SessionOfFile(string path) => names.Intern(NameKind.Session, ClaudeFolders.SessionOf(path));

    /// <summary>The project a log belongs to by its path, for records that name none; 0 where the path tells none.</summary>
    public int ProjectOfFile(string path) => names.Intern(NameKind.Project, ClaudeFolders.ProjectOf(path));

    /// <summary>Stable hash of a JSON string; 0 for an empty one.</summary>
    public ulong Hash(ReadOnlySpan<byte> raw) => raw.IsEmpty ? 0 : StableHash.Of(_buffer.Unescape(raw));

    /// <summary>The same for a string without escapes.</summary>
    public static ulong HashOfPlain(ReadOnlySpan<byte> text) => text.IsEmpty ? 0 : StableHash.Of(text);
}

using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>Replaces projects by their stand-ins, each asked for once.</summary>
internal sealed class ProjectFolding
{
    private readonly NameTable _names;
    private readonly Func<string, string>? _fold;
    private readonly Dictionary<int, int> _known = [];

    public ProjectFolding(NameTable names, Func<string, string>? fold)
    {
        _names = names;
        _fold = fold;
    }

    public int Fold(int project)
    {
        if (_fold is null || project == 0) return project;
        if (_known.TryGetValue(project, out var folded)) return folded;
        folded = _names.Intern(NameKind.Project, _fold(_names[project]));
        _known[project] = folded;
        return folded;
    }
}

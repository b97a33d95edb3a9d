using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>
/// Projects as people call them: the last folder of the path, with as many folders before it as make it differ from every
/// other known project.
/// </summary>
public sealed class ProjectLabels
{
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <summary>Labels for all of <paramref name="paths"/>.</summary>
    public ProjectLabels(IEnumerable<string> paths)
    {
        var open = paths.Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).Select(p => new Candidate(p)).ToList();
        for (var depth = 1; open.Count > 0; depth++)
        {
            var rest = new List<Candidate>();
            foreach (var group in open.GroupBy(c => c.Last(depth), StringComparer.OrdinalIgnoreCase))
            {
                var members = group.ToList();
                foreach (var member in members)
                {
                    if (members.Count == 1 || member.Folders.Length <= depth) _labels[member.Path] = members.Count == 1 ? member.Last(depth) : member.Path;
                    else rest.Add(member);
                }
            }

            open = rest;
        }
    }

    /// <summary>Labels for all projects of a dictionary.</summary>
    public static ProjectLabels Of(NameTable names) =>
        new(Enumerable.Range(0, names.Count).Where(i => names.KindOf(i) == NameKind.Project).Select(i => names[i]));

    /// <summary>The label of a path; the path itself where it was not among those labelled. Untrusted, like the path.</summary>
    public string this[string path] => _labels.GetValueOrDefault(path, path);

    private sealed class Candidate(string path)
    {
        public string Path { get; } = path;

        public string[] Folders { get; } = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);

        public string Last(int depth) => Folders.Length == 0 ? Path : string.Join('/', Folders[^Math.Min(depth, Folders.Length)..]);
    }
}

using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>
/// Which usage a query looks at. An empty list lets everything pass; several entries of one list mean "any of them", several
/// lists mean "all of them". Patterns are globs without regard to case (<c>*</c>, <c>?</c>).
/// </summary>
public sealed record UsageFilter
{
    /// <summary>The filter that lets everything pass.</summary>
    public static UsageFilter Everything { get; } = new();

    /// <summary>CLIs.</summary>
    public IReadOnlyList<SourceId> Sources { get; init; } = [];

    /// <summary>Project patterns: match the whole path or its last folders (<c>app</c>, <c>work/app</c>).</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Model patterns: match the name as shown, with <c>-fast</c>, or as logged.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Branch patterns.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>Session patterns: match the id or, without wildcards, its beginning (at least 4 characters).</summary>
    public IReadOnlyList<string> Sessions { get; init; } = [];

    /// <summary>Rows of an earlier result over the same snapshot: only their usage passes (drill-down).</summary>
    public IReadOnlyList<(RowKey Key, Period Period)> Within { get; init; } = [];

    /// <summary>True when a pattern of its kind matches a name. <paramref name="fast"/> tells that a model's fast tier is meant.</summary>
    public bool Matches(NameKind kind, string name, bool fast = false) => kind switch
    {
        NameKind.Project => Projects.Any(p => Glob.MatchesPath(p, name)),
        NameKind.Model => Models.Any(p => Glob.Matches(p, RowNames.ModelName(name, fast)) || Glob.Matches(p, name)),
        NameKind.Branch => Branches.Any(p => Glob.Matches(p, name)),
        _ => Sessions.Any(p => Glob.Matches(p, name) || Glob.IsBeginning(p, name)),
    };
}

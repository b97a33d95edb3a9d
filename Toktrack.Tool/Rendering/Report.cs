using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Rendering;

/// <summary>A table of usage with everything a renderer needs to write it.</summary>
/// <param name="Kind">The report.</param>
/// <param name="Table">The usage.</param>
/// <param name="Options">The options.</param>
/// <param name="Meta">How the report came about.</param>
internal sealed record Report(ReportKind Kind, UsageTable Table, ReportOptions Options, ReportMeta Meta)
{
    private readonly Lazy<ProjectLabels> _labels = new(() => ProjectLabels.Of(Table.Names));

    /// <summary>Session titles by source and id; sessions without one are shown by a short id. Untrusted.</summary>
    public IReadOnlyDictionary<(SourceId, string), string> Titles { get; init; } = new Dictionary<(SourceId, string), string>();

    /// <summary>The folders logs are looked for in; null where the report does not tell them.</summary>
    public IReadOnlyList<FolderFinding>? Folders { get; init; }

    /// <summary>The second grouping where it is shown as such; a session's rows show their branch anyway.</summary>
    public Grouping Second => Kind.By == Grouping.Session && Table.Query.ThenBy == Grouping.Branch ? Grouping.None : Table.Query.ThenBy;

    /// <summary>The title of the session a row stands for, by its first or its second key; null where it has none.</summary>
    public string? TitleOf(UsageRow row) =>
        Titles.GetValueOrDefault(Kind.By == Grouping.Session ? (row.Key.Source, row.Name) : (row.Second.Source, row.SecondName));

    /// <summary>True where rows stand for sessions.</summary>
    public bool HasSessions => Kind.By == Grouping.Session || Second == Grouping.Session;

    /// <summary>Short names of projects.</summary>
    public ProjectLabels Labels => _labels.Value;
}

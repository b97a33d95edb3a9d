using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Metrics;

/// <summary>From usage to readings: counts every series, raises its mark, and picks those the options ask for.</summary>
internal sealed class MetricsRun
{
    private readonly ToolContext _context;
    private readonly ReportOptions _options;
    private readonly bool _byProject;

    public MetricsRun(ToolContext context, ReportOptions options, bool byProject)
    {
        _context = context;
        _options = options;
        _byProject = byProject;
    }

    /// <summary>The marks after this run.</summary>
    public HighWaterMarks? Marks { get; private set; }

    /// <summary>Takes the readings of <paramref name="usage"/>.</summary>
    /// <exception cref="ToolException">The marks are damaged or held by another process.</exception>
    public MetricReadings Read(LoadedUsage usage)
    {
        var outcome = usage.Outcome;
        var series = UsageSeries.Of(outcome.Snapshot, _context.Pricer(_context), _options.Cost, _byProject);
        var since = series.Earliest == 0 ? _context.UtcNow : new DateTime(series.Earliest, DateTimeKind.Utc);
        Marks = new MarkStore(_context.Home.Folder).Update(since, marks => Raise(marks, series, outcome.Diagnostics), warning => _context.Error.WriteLine("toktrack: " + warning));
        var shown = Marks.Series.Where(s => Passes(s.Key)).OrderBy(s => s.Key, s_order).Select(s => (s.Key, s.Value)).ToList();
        var ledger = new FileInfo(_context.Home.Database);
        return new(
            shown, [.. series.Unpriced.Where(u => Passes(u.Key)).OrderBy(u => u.Key, s_order).Select(u => (u.Key, u.Value))],
            shown.Count(s => s.Value != series.Counts.GetValueOrDefault(s.Key)), Marks.Diagnostics, outcome.Statistics,
            ledger.Exists ? ledger.Length : 0, usage.IsSaved, usage.Warnings.Count, _context.UtcNow, ToolVersion.Text);
    }

    private static readonly Comparer<SeriesKey> s_order = Comparer<SeriesKey>.Create(static (a, b) =>
    {
        var order = string.CompareOrdinal(a.Source, b.Source);
        if (order == 0) order = string.CompareOrdinal(a.Model, b.Model);
        return order == 0 ? string.CompareOrdinal(a.Project, b.Project) : order;
    });

    private static void Raise(HighWaterMarks marks, UsageSeries series, ScanDiagnostics diagnostics)
    {
        marks.Raise(series);
        foreach (var kind in Enum.GetValues<DiagnosticKind>()) marks.Add(kind, diagnostics.Count(kind));
    }

    private bool Passes(SeriesKey key) =>
        key.Project is not null == _byProject
        && (_options.Sources.Count == 0 || _options.Sources.Any(s => RowNames.SourceName(s) == key.Source))
        && (_options.Models.Count == 0 || _options.Models.Any(m => Glob.Matches(m, key.Model) || (key.Model.EndsWith(Fast, StringComparison.Ordinal) && Glob.Matches(m, key.Model.AsSpan(0, key.Model.Length - Fast.Length)))))
        && (_options.Projects.Count == 0 || _options.Projects.Any(p => Glob.MatchesPath(p, key.Project!)));

    private const string Fast = "-fast";
}

// Why marks: a counter that falls is read as one that began anew, so that all of it is counted a second time. The ledger's
// sums can fall in single series though no usage is lost: the fuller statement of a response may name another model or count
// less of one kind, an original found later takes the place of its copy, prices are corrected, a ledger is rebuilt. So every
// series is shown at the highest value it ever had, until the ledger has caught up.

using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Metrics;

/// <summary>The highest value each counter was ever shown at, kept between runs. A mark never falls and never goes away.</summary>
internal sealed class HighWaterMarks
{
    private readonly Dictionary<SeriesKey, SeriesCounts> _series = [];
    private readonly SortedDictionary<DiagnosticKind, long> _diagnostics = [];

    /// <summary>When the counters stood at zero: the first response that was known when they were first shown.</summary>
    public required DateTime Since { get; init; }

    /// <summary>Tells this ledger's counters from those of other machines; random, made once.</summary>
    public required Guid Instance { get; init; }

    /// <summary>Every series ever shown.</summary>
    public IReadOnlyDictionary<SeriesKey, SeriesCounts> Series => _series;

    /// <summary>What was skipped or repaired in the runs that raised these marks.</summary>
    public IReadOnlyDictionary<DiagnosticKind, long> Diagnostics => _diagnostics;

    /// <summary>Raises the marks of a series to <paramref name="counts"/>.</summary>
    public void Raise(in SeriesKey key, in SeriesCounts counts) => _series[key] = counts.Max(_series.GetValueOrDefault(key));

    /// <summary>Raises every series of <paramref name="usage"/>.</summary>
    public void Raise(UsageSeries usage)
    {
        foreach (var (key, counts) in usage.Counts) Raise(key, counts);
    }

    /// <summary>Counts what a run skipped or repaired.</summary>
    public void Add(DiagnosticKind kind, long count)
    {
        if (count > 0) _diagnostics[kind] = _diagnostics.GetValueOrDefault(kind) + count;
    }
}

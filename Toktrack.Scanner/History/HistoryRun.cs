using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.History;

/// <summary>A run: reads what is new since the last one, keeps it, and answers with everything ever seen.</summary>
public sealed class HistoryRun
{
    private readonly IReadOnlyList<IUsageSource> _sources;
    private readonly SourceEnvironment _environment;
    private readonly HistoryHome _home;
    private readonly ScanOptions _scan;
    private readonly HistoryOptions _options;
    private readonly ScanProgress? _progress;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _warnings = [];

    private HistoryRun(
        IReadOnlyList<IUsageSource> sources, SourceEnvironment environment, HistoryHome home, ScanOptions scan, HistoryOptions options, ScanProgress? progress)
    {
        _sources = sources;
        _environment = environment;
        _home = home;
        _scan = scan;
        _options = options;
        _progress = progress;
    }

    /// <summary>
    /// Brings the ledger in <paramref name="home"/> up to date with the logs of <paramref name="sources"/>. A ledger that cannot
    /// be used, or saved, is a warning: the answer then covers what could be read.
    /// </summary>
    /// <exception cref="ArgumentException">The options name a kernel that does not run here.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the ledger is as it was.</exception>
    public static HistoryOutcome Run(
        IReadOnlyList<IUsageSource> sources,
        SourceEnvironment environment,
        HistoryHome home,
        ScanOptions? scan = null,
        HistoryOptions? options = null,
        ScanProgress? progress = null,
        CancellationToken cancellation = default) =>
        new HistoryRun(sources, environment, home, scan ?? new(), options ?? new(), progress).Run(cancellation);

    private HistoryOutcome Run(CancellationToken cancellation)
    {
        var names = new NameTable();
        var opening = new Opening(() => HistoryStore.Open(_home, names, _options));
        var diagnostics = new ScanDiagnostics();
        var files = new List<LogFile>();
        var located = DateTime.UtcNow.Ticks;
        foreach (var source in _sources) source.Locate(_environment, files, diagnostics);

        HistoryStore store;
        try
        {
            store = opening.Join();
        }
        catch (HistoryException e)
        {
            return RunWithout(files, diagnostics, e, cancellation);
        }

        HistoryOutcome outcome;
        try
        {
            outcome = Run(store, files, located, diagnostics, _options.Closing is not null, cancellation);
        }
        catch (HistoryException e) when (e.Problem == HistoryProblem.Damaged)
        {
            return RunRestored(store, names, files, located, diagnostics, cancellation);
        }
        catch
        {
            store.Dispose();
            throw;
        }

        if (store.IsPending) _options.Closing!(() => store.Close() is { } reason ? Describe(reason) : null);
        else store.Dispose();
        return outcome;
    }

    private HistoryOutcome Run(
        HistoryStore store, List<LogFile> files, long located, ScanDiagnostics diagnostics, bool savesBehind, CancellationToken cancellation)
    {
        var reads = FilePlan.Create(files, store.Files);
        var merger = new UsageMerger(store.Table);
        var pipeline = new ScanPipeline(_scan, store.Table, diagnostics, _progress);
        var states = new List<(LogFile, FileState)>();
        if (reads.Count > 0)
        {
            foreach (var result in pipeline.Run(reads, merger, cancellation))
            {
                if (result.Checkpoint is { } checkpoint) states.Add((result.File, FileState.Of(result.File, located, _options.ClockTick, checkpoint)));
            }
        }

        var titles = _options.StoreTitles && !store.IsReadOnly && (reads.Count > 0 || _sources.Any(s => !store.Current.Titles.IsComplete(s.Id)))
            ? new TitleReading(_sources, _environment).Read(files, reads, store.Current.Titles)
            : null;
        var snapshot = Keep(store, merger, states, titles, savesBehind, out var saved);
        return Outcome(snapshot, files, reads, pipeline, merger, diagnostics, store.Notices, saved);
    }

    private UsageSnapshot Keep(
        HistoryStore store, UsageMerger merger, List<(LogFile, FileState)> states, Action<LedgerTitles>? titles, bool savesBehind, out bool saved)
    {
        saved = true;
        if (states.Count == 0 && titles is null && !store.NeedsSummaries) return store.Snapshot;
        try
        {
            if (store.IsReadOnly) throw new HistoryException(HistoryProblem.Unavailable, $"The ledger {_home.Database} cannot be written.");
            store.Save(merger, states, title: titles, isPending: savesBehind);
            return store.Snapshot;
        }
        catch (HistoryException e) when (e.Problem is HistoryProblem.Busy or HistoryProblem.Unavailable)
        {
            saved = false;
            Warn(e);
            return store.Preview(merger);
        }
    }

    // Damage that only showed when a day was touched: what is whole is restored, and all logs are read again.
    private HistoryOutcome RunRestored(
        HistoryStore damaged, NameTable names, List<LogFile> files, long located, ScanDiagnostics diagnostics, CancellationToken cancellation)
    {
        damaged.Dispose();
        try
        {
            using var store = LedgerCreation.Restore(_home, names, _options, thorough: true);
            return Run(store, files, located, diagnostics, savesBehind: false, cancellation);
        }
        catch (HistoryException e)
        {
            return RunWithout(files, diagnostics, e, cancellation);
        }
    }

    private HistoryOutcome RunWithout(List<LogFile> files, ScanDiagnostics diagnostics, HistoryException reason, CancellationToken cancellation)
    {
        Warn(reason);
        var names = new NameTable();
        var merger = new UsageMerger(names);
        var pipeline = new ScanPipeline(_scan, names, diagnostics, _progress);
        var reads = files.ConvertAll(f => new PlannedRead(f));
        pipeline.Run(reads, merger, cancellation);
        return Outcome(new(merger.Sum(), names), files, reads, pipeline, merger, diagnostics, [], false);
    }

    private HistoryOutcome Outcome(
        UsageSnapshot snapshot,
        List<LogFile> files,
        List<PlannedRead> reads,
        ScanPipeline pipeline,
        UsageMerger merger,
        ScanDiagnostics diagnostics,
        IEnumerable<string> notices,
        bool saved)
    {
        Saturation.Report(snapshot, diagnostics);
        var bytes = reads.Sum(r => r.File.Length - r.Offset);
        var statistics = new ScanStatistics(
            files.Count, reads.Count, bytes, pipeline.Records, pipeline.Duplicates + merger.Duplicates, _clock.Elapsed, KernelCatalog.Choose(_scan.Kernel).Name, pipeline.Workers);
        return new(new(snapshot, diagnostics, statistics) { Files = files }, [.. notices, .. _warnings], saved);
    }

    private void Warn(HistoryException reason) => _warnings.Add(Describe(reason));

    private string Describe(HistoryException reason) => reason.Problem switch
    {
        HistoryProblem.Busy => $"Another toktrack is writing to {_home.Database}; what is new was counted but not saved.",
        HistoryProblem.NewerVersion => $"{reason.Message} Only logs that still exist were counted.",
        _ => $"History was not saved: {reason.Message}",
    };

    /// <summary>Opens the ledger on a thread of its own while files are being located.</summary>
    private sealed class Opening
    {
        private readonly Thread _thread;
        private HistoryStore? _store;
        private ExceptionDispatchInfo? _failure;

        public Opening(Func<HistoryStore> open)
        {
            _thread = new Thread(() =>
            {
                try
                {
                    _store = open();
                }
                catch (Exception e)
                {
                    _failure = ExceptionDispatchInfo.Capture(e); // thrown again where the run can answer it
                }
            })
            { IsBackground = true, Name = "ledger" };
            _thread.Start();
        }

        public HistoryStore Join()
        {
            _thread.Join();
            _failure?.Throw();
            return _store!;
        }
    }
}

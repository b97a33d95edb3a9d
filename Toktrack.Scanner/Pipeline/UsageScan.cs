using System.Diagnostics;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Pipeline;

/// <summary>A run over all logs that keeps nothing: locate, read, merge, sum.</summary>
public static class UsageScan
{
    /// <summary>Reads every log of <paramref name="sources"/> and returns what it says.</summary>
    /// <exception cref="ArgumentException">The options name a kernel that does not run here.</exception>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public static ScanOutcome Run(
        IReadOnlyList<IUsageSource> sources, SourceEnvironment environment, ScanOptions options, ScanProgress? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        var kernel = KernelCatalog.Choose(options.Kernel);
        var diagnostics = new ScanDiagnostics();
        var names = new NameTable();
        var files = new List<LogFile>();
        foreach (var source in sources) source.Locate(environment, files, diagnostics);

        var merger = new UsageMerger(names);
        var pipeline = new ScanPipeline(options with { KeepsCheckpoints = false }, names, diagnostics, progress);
        pipeline.Run([.. files.Select(f => new PlannedRead(f))], merger, cancellation);

        var snapshot = new UsageSnapshot(merger.Sum(), names);
        Saturation.Report(snapshot, diagnostics);
        return new(
            snapshot,
            diagnostics,
            new ScanStatistics(
                files.Count, files.Count, files.Sum(f => f.Length), pipeline.Records, pipeline.Duplicates + merger.Duplicates, clock.Elapsed, kernel.Name, pipeline.Workers))
        {
            Files = files,
        };
    }
}

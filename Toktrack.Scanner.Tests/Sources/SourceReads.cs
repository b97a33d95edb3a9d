using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests.Sources;

/// <summary>Runs of one source over a home, one after the other, each going on where the last one stopped: what the ledger does.</summary>
internal sealed class SourceReads(IUsageSource source, SourceEnvironment environment)
{
    private readonly Dictionary<string, (LogFile File, FileCheckpoint Checkpoint)> _known = [];

    public NameTable Names { get; } = new();

    public ScanDiagnostics Diagnostics { get; } = new();

    public UsageMerger Merger => _merger ??= new(Names);

    private UsageMerger? _merger;

    /// <summary>Records met in the last run.</summary>
    public long Records { get; private set; }

    /// <summary>Files read in the last run.</summary>
    public int FilesRead { get; private set; }

    /// <summary>Reads what is new.</summary>
    public SourceReads Run(ScanOptions? options = null)
    {
        var files = new List<LogFile>();
        source.Locate(environment, files, Diagnostics);
        var reads = new List<PlannedRead>();
        foreach (var file in files)
        {
            if (!_known.TryGetValue(file.Path, out var last)) reads.Add(new(file));
            else if (last.Checkpoint.PrefixHash == 0 && file != last.File) reads.Add(new(file, 0, last.Checkpoint.State));
            else if (file != last.File) reads.Add(file.Length >= last.Checkpoint.Offset ? new(file, last.Checkpoint.Offset, last.Checkpoint.State) : new(file));
        }

        var pipeline = new ScanPipeline(options ?? new ScanOptions(), Names, Diagnostics);
        foreach (var result in pipeline.Run(reads, Merger))
        {
            if (result.Checkpoint is { } checkpoint) _known[result.File.Path] = (result.File, checkpoint with { State = checkpoint.State.ToArray() });
        }

        (Records, FilesRead) = (pipeline.Records, reads.Count);
        return this;
    }

    /// <summary>Everything counted so far.</summary>
    public SortedDictionary<string, long[]> Totals()
    {
        var slots = new SlotTable();
        Merger.Visit((in UsageRecord record, bool isResponse) =>
        {
            if (isResponse) slots.Add(record);
        });
        return DailyTotals.Of(new(slots.Slots, Names));
    }
}

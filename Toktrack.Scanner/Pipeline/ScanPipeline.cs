using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>
/// Reads planned files with one worker per core and brings their records, in no particular order, to one merger. Large
/// files whose lines stand for themselves are cut at line boundaries, so that a single huge file uses all cores.
/// </summary>
public sealed class ScanPipeline(ScanOptions options, NameTable names, ScanDiagnostics diagnostics, ScanProgress? progress = null)
{
    // Cutting a file costs one seek and half a line; parts of this size keep all workers busy to the end.
    internal long PartBytes { get; init; } = 16 << 20;

    // Starting a thread costs as much as scanning this much.
    internal long BytesPerWorker { get; init; } = 512 << 10;

    // From here on the merger's tables are large enough to be worth large pages.
    private const long ManyBytes = 256L << 20;

    /// <summary>Usage records met, duplicates included.</summary>
    public long Records { get; private set; }

    /// <summary>Records that a neighbour on the same worker stands for; the merger counts its own.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Number of workers the last run used.</summary>
    public int Workers { get; private set; }

    /// <summary>Reads <paramref name="reads"/> and adds their records to <paramref name="merger"/>, which is only called by one thread at a time.</summary>
    /// <returns>What became of each file, in the order of <paramref name="reads"/>.</returns>
    /// <exception cref="OperationCanceledException">The scan was cancelled; the merger holds a part of the records.</exception>
    public IReadOnlyList<FileResult> Run(IReadOnlyList<PlannedRead> reads, IRecordSink merger, CancellationToken cancellation = default)
    {
        var queue = new WorkQueue(reads, PartBytes);
        if (queue.Bytes >= ManyBytes) HeapPages.PrepareForMuch();
        if (progress is not null)
        {
            progress.TotalBytes = queue.Bytes;
            progress.TotalFiles = reads.Count;
        }

        var cores = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        Workers = (int)Math.Clamp(queue.Bytes / BytesPerWorker, 1, Math.Min(cores, Math.Max(1, queue.Count)));
        var turn = new MergeTurn(merger);
        var workers = new ScanWorker[Workers];
        for (var i = 0; i < workers.Length; i++) workers[i] = new(queue, new BatchingSink(turn.Send, turn.Pool, names), names, diagnostics, options, progress);
        ReadAll(workers, cancellation);
        turn.MergeAll();
        foreach (var worker in workers)
        {
            Records += worker.Sink.Records;
            Duplicates += worker.Sink.Duplicates;
        }

        cancellation.ThrowIfCancellationRequested();
        return queue.Results();
    }

    // The calling thread is the first worker: little to do needs no other thread.
    private static void ReadAll(ScanWorker[] workers, CancellationToken cancellation)
    {
        Exception? failure = null;

        // A new thread may be given its parent's core, and work there for milliseconds before the parent can go on.
        using var allStarted = new ManualResetEvent(false);
        var threads = new Thread[workers.Length - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var worker = workers[i + 1];
            threads[i] = new(() =>
            {
                allStarted.WaitOne();
                Read(worker);
            })
            { IsBackground = true, Name = "scan" };
            threads[i].Start();
        }

        allStarted.Set();
        Read(workers[0]);
        foreach (var thread in threads) thread.Join();
        if (failure is not null) throw new InvalidOperationException("A scan worker failed: " + failure.Message, failure);

        void Read(ScanWorker worker)
        {
            try
            {
                ReadAll(worker, cancellation);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Interlocked.CompareExchange(ref failure, e, null);
            }
        }
    }

    private static void ReadAll(ScanWorker worker, CancellationToken cancellation)
    {
        using (worker)
        {
            while (worker.ReadNext(cancellation))
            {
            }
        }

        worker.Sink.Flush();
    }
}

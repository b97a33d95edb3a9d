using System.Threading.Channels;
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

    private const int BatchesUnderway = 16;

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
        var pool = Channel.CreateBounded<UsageBatch>(new BoundedChannelOptions(BatchesUnderway) { SingleWriter = true });
        var workers = new ScanWorker[Workers];
        if (Workers == 1)
        {
            // Little to do: the calling thread reads and merges, without starting another and without a channel to wait for.
            workers[0] = NewWorker(queue, batch => Merge(batch, pool, merger), pool);
            ReadAll(workers[0], cancellation);
        }
        else
        {
            var channel = Channel.CreateBounded<UsageBatch>(new BoundedChannelOptions(BatchesUnderway) { SingleReader = true, AllowSynchronousContinuations = true });
            for (var i = 0; i < workers.Length; i++) workers[i] = NewWorker(queue, batch => Send(batch, channel.Writer), pool);
            RunThreads(workers, channel, pool, merger, cancellation);
        }

        foreach (var worker in workers)
        {
            Records += worker.Sink.Records;
            Duplicates += worker.Sink.Duplicates;
        }

        cancellation.ThrowIfCancellationRequested();
        return queue.Results();
    }

    private ScanWorker NewWorker(WorkQueue queue, Action<UsageBatch> send, Channel<UsageBatch> pool) =>
        new(queue, new BatchingSink(send, pool.Reader, names), names, diagnostics, options, progress);

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

    private static void Send(UsageBatch batch, ChannelWriter<UsageBatch> writer)
    {
        if (!writer.TryWrite(batch)) writer.WriteAsync(batch).AsTask().GetAwaiter().GetResult();
    }

    private static void RunThreads(
        ScanWorker[] workers, Channel<UsageBatch> channel, Channel<UsageBatch> pool, IRecordSink merger, CancellationToken cancellation)
    {
        var running = workers.Length;
        Exception? failure = null;
        foreach (var worker in workers)
        {
            var thread = new Thread(() =>
            {
                try
                {
                    ReadAll(worker, cancellation);
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                }
                finally
                {
                    if (Interlocked.Decrement(ref running) == 0) channel.Writer.Complete();
                }
            })
            { IsBackground = true, Name = "scan" };
            thread.Start();
        }

        // A task would be waited for spinning, on a core that a worker needs.
        using var ready = new AutoResetEvent(false);
        while (WaitToRead(channel.Reader, ready))
        {
            while (channel.Reader.TryRead(out var batch)) Merge(batch, pool, merger);
        }

        if (failure is not null) throw new InvalidOperationException("A scan worker failed: " + failure.Message, failure);
    }

    private static bool WaitToRead(ChannelReader<UsageBatch> reader, AutoResetEvent ready)
    {
        var more = reader.WaitToReadAsync(CancellationToken.None).AsTask();
        if (!more.IsCompleted)
        {
            more.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => ready.Set());
            ready.WaitOne();
        }

        return more.GetAwaiter().GetResult();
    }

    private static void Merge(UsageBatch batch, Channel<UsageBatch> pool, IRecordSink merger)
    {
        merger.Add(batch.Records.AsSpan(0, batch.Count));
        batch.Count = 0;
        pool.Writer.TryWrite(batch);
    }
}

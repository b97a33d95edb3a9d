namespace Toktrack.Tool.Demo;

/// <summary>Shares numbered pieces of work among threads; which thread does which piece changes no byte.</summary>
internal static class CorpusThreads
{
    /// <summary>Runs pieces 0 to <paramref name="count"/> − 1, each on some thread's own writer, and adds up what was written.</summary>
    public static CorpusSummary Run<TWriter>(
        CorpusOptions options, int count, Func<TWriter> create, Action<TWriter, int> write, Func<TWriter, CorpusSummary> summary)
        where TWriter : IDisposable
    {
        var total = new CorpusSummary();
        var next = -1;
        var threads = Math.Clamp(options.Threads > 0 ? options.Threads : Environment.ProcessorCount, 1, Math.Max(count, 1));
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            using var writer = create();
            for (var piece = Interlocked.Increment(ref next); piece < count; piece = Interlocked.Increment(ref next))
            {
                write(writer, piece);
            }

            lock (total)
            {
                total.Add(summary(writer));
            }
        });
        return total;
    }
}

using System.Diagnostics;

namespace Toktrack.Benchmarks.Compare;

/// <summary>What the machine itself needs: the limits no reader of these files can go below.</summary>
internal static class Floor
{
    private const int Window = 256 << 10;

    /// <summary>Reads every byte below <paramref name="folder"/> with positional reads of 256 KiB, on <paramref name="threads"/> threads.</summary>
    public static Measurement Read(string folder, int threads) => Measure(() =>
    {
        var files = Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories);
        var parts = Split(files);
        var next = -1;
        var workers = new Thread[threads];
        for (var i = 0; i < threads; i++)
        {
            workers[i] = new Thread(() =>
            {
                var buffer = GC.AllocateUninitializedArray<byte>(Window, pinned: true);
                for (var part = Interlocked.Increment(ref next); part < parts.Count; part = Interlocked.Increment(ref next))
                {
                    var (file, from, to) = parts[part];
                    using var handle = File.OpenHandle(file);
                    for (var offset = from; offset < to;)
                    {
                        var read = RandomAccess.Read(handle, buffer.AsSpan(0, (int)Math.Min(Window, to - offset)), offset);
                        if (read == 0)
                        {
                            break;
                        }

                        offset += read;
                    }
                }
            });
            workers[i].Start();
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }
    });

    /// <summary>Lists every file below <paramref name="folder"/> with its length and time, on one thread.</summary>
    public static Measurement Walk(string folder) => Measure(() =>
    {
        long sum = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.jsonl", SearchOption.AllDirectories))
        {
            sum += file.Length + file.LastWriteTimeUtc.Ticks;
        }

        GC.KeepAlive(sum);
    });

    // A large file is read by all threads, as a scanner would.
    private static List<(string File, long From, long To)> Split(string[] files)
    {
        const long Part = 64 << 20;
        var parts = new List<(string, long, long)>(files.Length);
        foreach (var file in files)
        {
            var length = new FileInfo(file).Length;
            for (long from = 0; from < length; from += Part)
            {
                parts.Add((file, from, Math.Min(length, from + Part)));
            }
        }

        return parts;
    }

    private static Measurement Measure(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.GetTimestamp();
        action();
        var wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        process.Refresh();
        return new Measurement(wall, (process.TotalProcessorTime - cpu).TotalSeconds, 0);
    }
}

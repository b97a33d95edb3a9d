using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Toktrack.Scanner.Structure;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Benchmarks.Fuzz;

/// <summary>
/// <c>fuzz</c>: generated and damaged files, read by every kernel in windows and parts cut at random, compared with the plain reference
/// reader, for as long as asked. A find is written as a small file.
/// </summary>
internal static class FuzzCommand
{
    /// <summary>The sources that have a generator and a reference. Each thread makes its own.</summary>
    private static readonly Func<IFuzzSource>[] s_sources = [() => new ClaudeFuzz()];

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 1, Description = "How long." };
        var seed = new Option<ulong>("--seed") { Description = "Repeats a run (with the same number of threads); default a fresh one, which is printed." };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount, Description = "Threads." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "fuzz-finds", Description = "Folder for files that show a difference." };
        var command = new Command("fuzz", "Compare the scanner with the plain reference reader on generated and damaged logs.") { minutes, seed, threads, output };
        command.SetAction(result => Run(result.GetValue(minutes), result.GetValue(seed), result.GetValue(threads), result.GetValue(output)!));
        return command;
    }

    private static int Run(double minutes, ulong seed, int threads, string output)
    {
        if (seed == 0) seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        Write($"seed {seed}, {threads} threads, {minutes} minutes, kernels {string.Join(", ", KernelCatalog.Supported.Select(k => k.Name))}");
        var clock = Stopwatch.StartNew();
        var end = TimeSpan.FromMinutes(minutes);
        var runs = Enumerable.Range(0, threads * s_sources.Length).Select(i => new FuzzRun(s_sources[i % s_sources.Length](), seed + ((ulong)i * 0x9E3779B97F4A7C15))).ToArray();
        var finds = 0;
        using var stopped = new CancellationTokenSource();
        var workers = runs.Select((run, number) => new Thread(() =>
        {
            for (var step = 0; clock.Elapsed < end && !stopped.IsCancellationRequested; step++)
            {
                if (run.Step(damaged: step % 2 == 1) is not { } find) continue;
                var count = Interlocked.Increment(ref finds);
                Write($"FIND {find.Save(output, $"{seed}-{number}-{step}")}\n{find}");
                if (count >= 20) stopped.Cancel();
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        while (workers.Any(w => w.IsAlive))
        {
            foreach (var worker in workers) worker.Join(TimeSpan.FromSeconds(30.0 / workers.Length));
            Report(runs, finds, seed, clock.Elapsed);
        }

        foreach (var kernel in runs.SelectMany(r => r.ByKernel).GroupBy(k => k.Key)) Write($"  {kernel.Key}: {kernel.Sum(k => k.Value):N0} lines");
        foreach (var run in runs) run.Dispose();
        return finds == 0 ? 0 : 1;
    }

    private static void Report(FuzzRun[] runs, int finds, ulong seed, TimeSpan elapsed)
    {
        var lines = runs.Sum(r => r.Lines);
        Write($"{elapsed:hh\\:mm\\:ss}  {lines:N0} lines ({lines / elapsed.TotalSeconds:N0}/s), {runs.Sum(r => r.Records):N0} records, {runs.Sum(r => r.Malformed):N0} broken, {runs.Sum(r => r.Bytes) / 1e9:N2} GB, {finds} mismatches, seed {seed}");
    }

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

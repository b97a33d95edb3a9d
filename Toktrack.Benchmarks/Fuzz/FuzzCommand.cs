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
    /// <summary>What a thread does, and how often of all its steps. A home holds as many lines as twenty files.</summary>
    private static readonly (Func<ulong, IFuzzRun> Make, int Weight)[] s_kinds =
    [
        (seed => new FuzzRun(new ClaudeFuzz(), seed), 400), (seed => new FuzzRun(new CodexFuzz(), seed), 240), (seed => new FuzzRun(new GeminiFuzz(), seed), 60),
        (seed => new FuzzRun(new GeminiDocumentFuzz(), seed), 20), (seed => new HomeFuzz(seed), 1),
    ];

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
        var runs = Enumerable.Range(0, threads).Select(t => s_kinds.Select((kind, k) => kind.Make(seed + ((ulong)((t * s_kinds.Length) + k) * 0x9E3779B97F4A7C15))).ToArray()).ToArray();
        var finds = 0;
        using var stopped = new CancellationTokenSource();
        var workers = runs.Select((own, number) => new Thread(() =>
        {
            var dice = new Dice(seed ^ (ulong)number);
            for (var step = 0; clock.Elapsed < end && !stopped.IsCancellationRequested; step++)
            {
                var at = dice.Below(s_kinds.Sum(k => k.Weight));
                var kind = 0;
                while (at >= s_kinds[kind].Weight) at -= s_kinds[kind++].Weight;
                if (own[kind].Step(damaged: dice.OneIn(2)) is not { } find) continue;
                var count = Interlocked.Increment(ref finds);
                Write($"FIND {find.Save(output, $"{seed}-{number}-{step}")}\n{find}");
                if (count >= 20) stopped.Cancel();
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        var all = runs.SelectMany(r => r).ToList();
        while (workers.Any(w => w.IsAlive))
        {
            foreach (var worker in workers) worker.Join(TimeSpan.FromSeconds(30.0 / workers.Length));
            Report(all, finds, seed, clock.Elapsed);
        }

        foreach (var kind in all.GroupBy(r => r.Name)) Write($"  {kind.Key}: {kind.Sum(r => r.Lines):N0} lines, {kind.Sum(r => r.Records):N0} records, {kind.Sum(r => r.Malformed):N0} broken");
        foreach (var kernel in all.SelectMany(r => r.ByKernel).GroupBy(k => k.Key)) Write($"  {kernel.Key}: {kernel.Sum(k => k.Value):N0} lines");
        foreach (var run in all) run.Dispose();
        return finds == 0 ? 0 : 1;
    }

    private static void Report(List<IFuzzRun> runs, int finds, ulong seed, TimeSpan elapsed)
    {
        var lines = runs.Sum(r => r.Lines);
        Write($"{elapsed:hh\\:mm\\:ss}  {lines:N0} lines ({lines / elapsed.TotalSeconds:N0}/s), {runs.Sum(r => r.Records):N0} records, {runs.Sum(r => r.Malformed):N0} broken, {runs.Sum(r => r.Bytes) / 1e9:N2} GB, {finds} mismatches, seed {seed}");
        foreach (var kind in runs.GroupBy(r => r.Name)) Write($"    {kind.Key}: {kind.Sum(r => r.Lines):N0}");
    }

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

using System.Runtime.InteropServices;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>Reads a home in a loop while another process writes, and holds every result against what that process has committed.</summary>
internal static partial class OpenCodeReading
{
    private const uint Nobody = 65534;

    /// <summary>Reads until the writer is done, then once more.</summary>
    /// <param name="home">The home folder.</param>
    /// <param name="counted">The writer's counters.</param>
    /// <param name="withLedger">With a ledger in <c>ledger</c> below the home; else every run is a scan.</param>
    /// <returns>How often it was read while being written, and what was wrong; empty for nothing.</returns>
    public static (int Runs, string Wrong) Loop(string home, string counted, bool withLedger)
    {
        using var counters = new OpenCodeCounters(counted, mayWrite: false);
        var environment = Scans.Environment(home, ("TOKTRACK_HOME", Path.Combine(home, "ledger")));
        var (seen, runs) = (0L, 0);
        for (var isLast = false; ; runs++)
        {
            var (done, before) = (counters.IsDone, counters.Committed);
            var (outcome, warnings) = Read(environment, withLedger);
            var after = counters.Begun;
            var requests = outcome.Snapshot.Slots.Sum(s => (long)s.Requests);
            var (input, output) = (outcome.Snapshot.Slots.Sum(s => s.Tokens.Input), outcome.Snapshot.Slots.Sum(s => s.Tokens.Output));
            var finished = input / 10;
            var wrong = outcome.Diagnostics.Total > 0 ? string.Join("; ", outcome.Diagnostics.Samples)
                : warnings.Count > 0 ? string.Join("; ", warnings)
                : requests < before.Messages || finished < before.Finished ? $"lost: {requests} messages, {finished} finished, of {before}"
                : requests > after.Messages || finished > after.Finished ? $"doubled or never committed: {requests} messages, {finished} finished, of {after}"
                : finished < seen ? $"fell from {seen} to {finished}"
                : input != finished * 10 || output != finished * 7 ? $"{finished} finished messages with {input} and {output} tokens"
                : "";
            if (wrong.Length > 0) return (runs, $"run {runs}: {wrong}");
            seen = finished;
            if (isLast) return (runs, "");
            isLast = done;
        }
    }

    /// <summary>The loop as a user who may not write to the database's folder.</summary>
    public static int Run(string home, string counted, bool withLedger)
    {
        SQLitePCL.Batteries_V2.Init();
        if (setgroups(0, 0) != 0 || setgid(Nobody) != 0 || setuid(Nobody) != 0) return 70;
        if (Environment.IsPrivilegedProcess) return 71;
        var (runs, wrong) = Loop(home, counted, withLedger);
        Console.WriteLine($"runs {runs}");
        Console.Write(wrong);
        return wrong.Length == 0 ? 0 : 1;
    }

    private static (ScanOutcome, IReadOnlyList<string>) Read(SourceEnvironment environment, bool withLedger)
    {
        IUsageSource[] sources = [SourceCatalog.Get(SourceId.OpenCode)];
        if (!withLedger) return (UsageScan.Run(sources, environment, new()), []);
        var kept = HistoryRun.Run(sources, environment, HistoryHome.Of(environment), new() { Threads = 1 }, new() { Machine = "test" });
        return (kept.Scan, kept.Warnings);
    }

    [LibraryImport("libc")]
    private static partial int setgroups(nint count, nint groups);

    [LibraryImport("libc")]
    private static partial int setgid(uint group);

    [LibraryImport("libc")]
    private static partial int setuid(uint user);
}

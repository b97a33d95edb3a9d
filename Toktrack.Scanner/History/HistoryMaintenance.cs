using System.Globalization;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.History;

/// <summary>What a user does with the ledger as a whole.</summary>
public static class HistoryMaintenance
{
    /// <summary>Reads every byte of the ledger and of the daily summaries, and changes nothing.</summary>
    /// <exception cref="HistoryException">There is no ledger, or it cannot be opened.</exception>
    public static LedgerCheck Verify(HistoryHome home)
    {
        if (!File.Exists(home.Database)) throw new HistoryException(HistoryProblem.Unavailable, $"There is no ledger {home.Database} yet.");
        var findings = new List<string>();
        var (days, records) = (0, 0L);
        try
        {
            var header = LedgerHeader.Read(home.Database);
            if (header.Version > LedgerRoot.Format) throw LedgerRoot.Newer(header.Version);
            if (header.IsCut) findings.Add(LedgerHeader.CutFinding);
            using var database = LedgerDatabase.Open(home.Database, readOnly: false, new HistoryOptions().BusyMilliseconds);
            findings.AddRange(LedgerVerifier.Check(database));
            if (findings.Count == 0) (days, records) = Measure(database, home, findings);
        }
        catch (HistoryException e) when (e.Problem == HistoryProblem.Damaged)
        {
            findings.Add(e.Message);
        }

        return new(findings, days, records, new FileInfo(home.Database).Length);
    }

    /// <summary>Writes everything the ledger holds as lines of JSON, titles only on request; returns the number of records.</summary>
    /// <exception cref="HistoryException">The ledger cannot be read.</exception>
    public static int Export(HistoryHome home, Stream target, bool withTitles = false)
    {
        using var store = HistoryStore.Open(home, new());
        return LedgerExport.Write(store, target, withTitles);
    }

    /// <summary>Exports to a file that must not exist and that only the user can read; returns the number of records.</summary>
    /// <exception cref="IOException">There is such a file, or it cannot be written.</exception>
    /// <exception cref="HistoryException">The ledger cannot be read.</exception>
    public static int ExportTo(HistoryHome home, string path, bool withTitles = false)
    {
        using var file = PrivateFile.Create(path);
        try
        {
            return Export(home, file, withTitles);
        }
        catch
        {
            PrivateFile.TryDelete(path);
            throw;
        }
    }

    /// <summary>Merges an export of this machine or another, titles only on request; returns the machine and the number of records in it.</summary>
    /// <exception cref="InvalidDataException">It is damaged or no export; nothing was imported.</exception>
    /// <exception cref="HistoryException">The ledger cannot be written.</exception>
    public static (string Machine, int Records) Import(HistoryHome home, Stream export, bool withTitles = false)
    {
        using var store = HistoryStore.Open(home, new());
        var import = LedgerImport.Run(store, export, withTitles);
        return (import.Machine, import.Records);
    }

    /// <summary>Removes every stored title for good; returns how many there were.</summary>
    /// <exception cref="HistoryException">There is no ledger, or it cannot be written.</exception>
    public static int ForgetTitles(HistoryHome home)
    {
        if (!File.Exists(home.Database)) throw new HistoryException(HistoryProblem.Unavailable, $"There is no ledger {home.Database} yet.");
        using var store = HistoryStore.Open(home, new());
        return store.ForgetTitles();
    }

    /// <summary>Writes a compact copy of the ledger to <paramref name="target"/>, or to a name with the time in the ledger's folder; returns its path.</summary>
    /// <exception cref="IOException">There is such a file, or it cannot be written.</exception>
    /// <exception cref="HistoryException">The ledger cannot be read, or the copy not be written.</exception>
    public static string Backup(HistoryHome home, string? target = null)
    {
        using var store = HistoryStore.Open(home, new());
        target = Path.GetFullPath(target ?? NameWithTime(home, "backup"));
        store.Backup(target);
        return target;
    }

    /// <summary>
    /// Counts everything anew from the logs that exist. What they no longer hold is dropped, except days imported from an
    /// earlier toktrack; the ledger of before is kept as a backup. Nothing happens unless <paramref name="confirm"/> agrees.
    /// </summary>
    /// <exception cref="HistoryException">The ledger cannot be read or written.</exception>
    public static RebuildPlan Rebuild(IReadOnlyList<IUsageSource> sources, SourceEnvironment environment, HistoryHome home, Func<RebuildPlan, bool> confirm)
    {
        var names = new NameTable();
        using var store = HistoryStore.Open(home, names);
        var diagnostics = new ScanDiagnostics();
        var files = new List<LogFile>();
        var located = DateTime.UtcNow.Ticks;
        foreach (var source in sources) source.Locate(environment, files, diagnostics);
        var merger = new UsageMerger(names);
        var results = new ScanPipeline(new(), names, diagnostics).Run([.. files.Select(f => new PlannedRead(f))], merger);

        var before = TokensByDay(store.Snapshot.Slots);
        var after = TokensByDay(merger.Sum());
        var plan = new RebuildPlan(
            before.Count, before.Count(d => after.GetValueOrDefault(d.Key) < d.Value), before.Values.Sum(), after.Values.Sum(), NameWithTime(home, "before-rebuild"));
        if (!confirm(plan)) return plan;
        store.Backup(plan.Backup);
        var tick = new HistoryOptions().ClockTick;
        store.Rebuild(merger, [.. results.Where(r => r.Checkpoint is not null).Select(r => (r.File, FileState.Of(r.File, located, tick, r.Checkpoint!.Value)))]);
        return plan;
    }

    private static Dictionary<DayKey, long> TokensByDay(IReadOnlyList<UsageSlot> slots) =>
        slots.GroupBy(s => new DayKey(s.Source, (int)(s.Start / TimeSpan.TicksPerDay))).ToDictionary(g => g.Key, g => g.Sum(s => s.Tokens.Total));

    private static (int Days, long Records) Measure(LedgerDatabase database, HistoryHome home, List<string> findings)
    {
        var names = new NameTable();
        database.BeginRead();
        try
        {
            var state = new LedgerState(database, names);
            var (days, records) = (0, 0L);
            state.Blocks.ForEach(BlockKind.Day, (_, payload) =>
            {
                days++;
                DayBlock.ForEachRow(payload, (group, whole, row) => records++);
            });
            findings.AddRange(new SummaryFiles(home, null).Differences(state.Blocks.Root, state.Snapshot()));
            return (days, records);
        }
        finally
        {
            database.Rollback();
        }
    }

    private static string NameWithTime(HistoryHome home, string what)
    {
        var path = $"{home.Database}.{what}-{DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";
        var unique = path;
        for (var number = 2; File.Exists(unique); number++) unique = $"{path}-{number}";
        return unique;
    }
}

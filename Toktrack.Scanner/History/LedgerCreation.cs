using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>
/// Makes a ledger where there is none: a first one, or one in the place of a lost or damaged one. A damaged file is moved
/// aside, never deleted; what is whole in it is taken over record by record, and the daily summaries vouch for the rest.
/// Only one process at a time does this.
/// </summary>
internal static class LedgerCreation
{
    private const int PollMilliseconds = 20;

    /// <summary>True when there is a file that is more than empty.</summary>
    public static bool Exists(HistoryHome home) => new FileInfo(home.Database) is { Exists: true, Length: > 0 };

    /// <summary>Opens the ledger after creating or restoring it.</summary>
    /// <exception cref="HistoryException">That is not possible here.</exception>
    /// <param name="home">The folder.</param>
    /// <param name="names">The names of the run.</param>
    /// <param name="options">How the ledger is used.</param>
    /// <param name="thorough">True to trust no ledger before every block of it has been read.</param>
    public static HistoryStore Restore(HistoryHome home, NameTable names, HistoryOptions options, bool thorough = false)
    {
        using var gate = Lock(home, options.BusyMilliseconds);
        var notices = new List<string>();
        string? aside = null;
        if (Exists(home) && !IsUnfinished(home, options))
        {
            try
            {
                var whole = HistoryStore.OpenAs(home, home.Database, names, options, readOnly: false);
                var finding = LedgerHeader.Read(home.Database).IsCut ? LedgerHeader.CutFinding : null;
                if (thorough) finding ??= LedgerVerifier.Check(whole.Database).FirstOrDefault();
                if (finding is null) return whole;
                whole.Dispose();
                throw new HistoryException(HistoryProblem.Damaged, finding);
            }
            catch (HistoryException e) when (e.Problem == HistoryProblem.Damaged)
            {
                aside = MoveAside(home, options);
                notices.Add($"The ledger {home.Database} was damaged ({e.Message}) It was moved to {aside}.");
            }
        }

        var summaries = new SummaryFiles(home, options.Fault);
        var kept = summaries.ReadOwn(notices);
        options.Fault?.Invoke("create");
        Create(home, options);
        options.Fault?.Invoke("created");
        var store = HistoryStore.OpenAs(home, home.Database, names, options, readOnly: false);
        try
        {
            var merger = new UsageMerger(names);
            var salvaged = aside is null ? 0 : LedgerSalvage.Read(aside, names, merger, kept);
            if (aside is null && kept.Count > 0) notices.Add($"The ledger {home.Database} was missing.");
            var titles = aside is null ? [] : LedgerSalvage.Titles(aside);
            if (kept.Count > 0 || salvaged > 0)
            {
                store.Save(merger, [], kept, titles.Count == 0 ? null : t => titles.ForEach(t.Set));
                notices.Add($"Restored {salvaged.ToString(CultureInfo.InvariantCulture)} records and {kept.Count.ToString(CultureInfo.InvariantCulture)} days of sums; every log that still exists is read again.");
            }
            else if (aside is not null)
            {
                notices.Add("Nothing could be restored from it; every log that still exists is read again.");
            }

            store.AddNotices(notices);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>True for a file whose creation was interrupted: one page at most, and no tables. A larger file without tables is damaged.</summary>
    private static bool IsUnfinished(HistoryHome home, HistoryOptions options)
    {
        if (new FileInfo(home.Database) is not { Exists: true, Length: <= LedgerDatabase.PageSize }) return false;
        try
        {
            using var database = LedgerDatabase.Open(home.Database, readOnly: false, options.BusyMilliseconds);
            return database.IsEmpty;
        }
        catch (HistoryException e) when (e.Problem == HistoryProblem.Damaged)
        {
            return false;
        }
    }

    /// <summary>Creates the file with its tables and an empty root, in one transaction, and leaves it for a first run that only adds to it.</summary>
    private static void Create(HistoryHome home, HistoryOptions options)
    {
        PrivateFile.Ensure(home.Database);
        using var database = LedgerDatabase.Open(home.Database, readOnly: false, options.BusyMilliseconds);
        database.ChoosePageSize();
        database.UseWriteAheadLog();
        database.BeginWrite();
        database.CreateTables(LedgerRoot.Format);
        var payload = new PackWriter();
        new LedgerRoot { Machine = options.Machine ?? NewMachineName() }.Write(payload);
        BlockSeal.Close(BlockKind.Root, 0, payload);
        database.Write(BlockKind.Root, 0, payload.Written);
        database.Commit();
        database.UseRollbackJournal();
    }

    private static string MoveAside(HistoryHome home, HistoryOptions options)
    {
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var aside = $"{home.Database}.corrupt-{time}";
        for (var number = 2; File.Exists(aside); number++) aside = $"{home.Database}.corrupt-{time}-{number}";
        options.Fault?.Invoke("move-aside");
        // A journal that stayed behind would be rolled back into the next ledger.
        foreach (var companion in (string[])["-wal", "-journal"])
        {
            if (File.Exists(home.Database + companion)) File.Move(home.Database + companion, aside + companion);
        }

        File.Delete(home.Database + "-shm");
        File.Move(home.Database, aside);
        options.Fault?.Invoke("moved-aside");
        return aside;
    }

    private static string NewMachineName()
    {
        var name = string.Concat(Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
        return $"{(name.Length == 0 ? "machine" : name)}-{Guid.NewGuid():N}"[..Math.Min(40, (name.Length == 0 ? 7 : name.Length) + 9)];
    }

    /// <summary>A lock the operating system frees when its holder dies.</summary>
    private static FileStream Lock(HistoryHome home, int milliseconds)
    {
        var deadline = Environment.TickCount64 + milliseconds;
        PrivateFile.Ensure(home.Lock);
        while (true)
        {
            try
            {
                return new FileStream(home.Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e)
            {
                if (Environment.TickCount64 > deadline) throw new HistoryException(HistoryProblem.Busy, "Another toktrack is restoring the ledger.", e);
                Thread.Sleep(PollMilliseconds);
            }
        }
    }
}

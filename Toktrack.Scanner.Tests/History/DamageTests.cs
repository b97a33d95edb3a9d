using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.History;

public sealed class DamageTests
{
    [Fact]
    public void Open_Lost_IsRestoredFromTheSummaries()
    {
        using var home = Filled(out var whole, out _);
        File.Delete(home.Home.Database);
        var outcome = Reopen(home);
        Days(outcome.Snapshot).Should().BeEquivalentTo(Days(whole));
        outcome.Notices.Should().Contain(n => n.Contains("was missing"));
        Reopen(home).Notices.Should().BeEmpty();
    }

    [Fact]
    public void Run_RestoredAndLogsReadAgain_NothingDoubles()
    {
        using var home = Filled(out var whole, out _);
        var grave = home.Folder + "/grave";
        Directory.Move(home.Logs, grave);
        File.Delete(home.Home.Database);
        Days(Reopen(home).Snapshot).Should().BeEquivalentTo(Days(whole));
        Directory.Move(grave, home.Logs);
        Days(home.Run().Scan.Snapshot).Should().BeEquivalentTo(Days(whole));
    }

    [Fact]
    public void Run_ADayIsDamagedThatIsOnlyReadWhenTouched_IsRestoredAndTold()
    {
        using var home = Filled(out var whole, out var database);
        // The records of a day are not read by a run that finds nothing new; flip a byte in each.
        var flipped = database.ToArray();
        var needle = LedgerDays(home);
        foreach (var at in needle) flipped[at] ^= 0x10;
        Restore(home, flipped);
        home.Append("a", LogLines.Response("msg_1", 5000, "2026-03-01T12:00:00Z"), LogLines.Response("fresh", 10, "2026-03-02T12:00:00Z"));
        var outcome = home.Run();
        outcome.Warnings.Should().Contain(w => w.Contains("damaged"));
        LedgerHome.Total(outcome.Scan.Snapshot).Should().BeGreaterThanOrEqualTo(LedgerHome.Total(whole));
        Directory.GetFiles(home.Home.Folder, "history.db.corrupt-*").Should().NotBeEmpty();
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
    }

    [Fact]
    public void ReadOwn_EveryByteOfASummaryFlipped_GivesEveryDayOrTells()
    {
        using var home = Filled(out var whole, out _);
        var path = Directory.GetFiles(home.Home.Cache, "*_daily.json").Should().ContainSingle().Which;
        var bytes = File.ReadAllBytes(path);
        var days = DailySummary.Read(bytes, SourceId.ClaudeCode, out var isWhole);
        isWhole.Should().BeTrue();
        for (var at = 0; at < bytes.Length; at++)
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= (byte)(1 << (at % 8));
            var read = DailySummary.Read(flipped, SourceId.ClaudeCode, out isWhole);
            isWhole.Should().BeFalse($"byte {at}");
            read.Count.Should().BeInRange(days.Count - 1, days.Count);
            if (at % 5 == 0) DailySummary.Read(bytes.AsSpan(0, at), SourceId.ClaudeCode, out isWhole);
            isWhole.Should().BeFalse();
        }
    }

    [Fact]
    public void Run_SummaryDeletedOrChanged_IsWrittenAgain()
    {
        using var home = Filled(out _, out _);
        var path = Directory.GetFiles(home.Home.Cache, "*_daily.json").Single();
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        home.Run();
        File.ReadAllBytes(path).Should().Equal(bytes);
        File.WriteAllText(path, "rubbish");
        home.Run().Warnings.Should().Contain(w => w.Contains("no daily summary"));
        File.ReadAllBytes(path).Should().Equal(bytes);
    }

    [Fact]
    public void Run_LedgerSetBackToAnOldCopyAndLogsGone_TakesWhatTheSummariesKnow()
    {
        using var home = Filled(out _, out var old);
        home.Append("c", LogLines.Response("late", 900, "2026-04-01T10:00:00Z"), LogLines.Response("later", 900, "2026-03-02T10:00:00Z"));
        var whole = home.Run().Scan.Snapshot;
        Restore(home, old);
        File.Delete(home.Log("c"));
        var outcome = home.Run();
        outcome.Warnings.Should().ContainSingle().Which.Should().Contain("knew more of 2 days");
        Days(outcome.Scan.Snapshot).Should().BeEquivalentTo(Days(whole));
        home.Run().Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Run_LedgerSetBackAndLogsStillThere_NeedsNothingFromTheSummaries()
    {
        using var home = Filled(out _, out var old);
        home.Append("c", LogLines.Response("late", 900, "2026-04-01T10:00:00Z"));
        var whole = home.Run().Scan.Snapshot;
        Restore(home, old);
        var outcome = home.Run();
        outcome.Warnings.Should().BeEmpty();
        LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(whole));
    }

    [Fact]
    public void Open_NewerVersion_IsRefusedUntouched()
    {
        using var home = Filled(out _, out var database);
        var newer = database.ToArray();
        newer[63] = 9; // user_version, big-endian at 60
        Restore(home, newer);
        FluentActions.Invoking(() => home.Open()).Should().Throw<HistoryException>().Which.Problem.Should().Be(HistoryProblem.NewerVersion);
        var outcome = home.Run();
        outcome.Warnings.Should().ContainSingle().Which.Should().Contain("format 9");
        outcome.Scan.Snapshot.Slots.Should().NotBeEmpty();
        File.ReadAllBytes(home.Home.Database).Should().Equal(newer);
        Directory.GetFiles(home.Home.Folder, "history.db*").Should().ContainSingle();
    }

    [Fact]
    public void Run_RubbishInPlaceOfTheLedger_IsMovedAside()
    {
        using var home = Filled(out var whole, out _);
        File.WriteAllText(home.Home.Database, new string('x', 20000));
        Days(home.Run().Scan.Snapshot).Should().BeEquivalentTo(Days(whole));
    }

    [Fact]
    public void Run_AFolderInPlaceOfTheLedger_ReportsWithOneWarning()
    {
        using var home = Filled(out var whole, out _);
        File.Delete(home.Home.Database);
        Directory.CreateDirectory(home.Home.Database);
        var outcome = home.Run();
        outcome.Warnings.Should().ContainSingle();
        Days(outcome.Scan.Snapshot).Should().BeEquivalentTo(Days(whole));
    }

    private static LedgerHome Filled(out UsageSnapshot whole, out byte[] database)
    {
        var home = new LedgerHome();
        var random = new Random(5);
        for (var i = 0; i < 60; i++) home.Append(i % 2 == 0 ? "a" : "b", LogLines.Random(random));
        whole = home.Run().Scan.Snapshot;
        Directory.GetFiles(home.Home.Folder, "history.db*").Should().ContainSingle("a closed ledger is one file");
        database = File.ReadAllBytes(home.Home.Database);
        return home;
    }

    private static void Restore(LedgerHome home, byte[] database)
    {
        foreach (var file in Directory.GetFiles(home.Home.Folder, "history.db*")) File.Delete(file);
        File.WriteAllBytes(home.Home.Database, database);
    }

    private static (UsageSnapshot Snapshot, IReadOnlyList<string> Notices) Reopen(LedgerHome home)
    {
        using var store = home.Open();
        return (store.Snapshot, store.Notices);
    }

    private static List<string> Days(UsageSnapshot snapshot) => [.. DailyTotals.Of(snapshot).Select(d => $"{d.Key}: {string.Join(' ', d.Value)}")];

    private static List<int> LedgerDays(LedgerHome home)
    {
        var bytes = File.ReadAllBytes(home.Home.Database);
        var places = new List<int>();
        using var database = LedgerDatabase.Open(home.Home.Database, readOnly: false, 1000);
        database.ReadAll(BlockKind.Day, (_, block) => places.Add(bytes.AsSpan().IndexOf(block[..Math.Min(block.Length, 500)]) + 100));
        places.Should().OnlyContain(p => p > 100);
        return places;
    }
}

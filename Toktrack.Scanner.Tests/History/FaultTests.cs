using System.Diagnostics;
using System.Globalization;
using Toktrack.Scanner.History;
using Xunit.Abstractions;

namespace Toktrack.Scanner.Tests.History;

public sealed class FaultTests(ITestOutputHelper output)
{
    /// <summary>The named points of a run that writes; <see cref="Points_ARunThatWrites_AreThese"/> keeps the list true.</summary>
    private static readonly string[] s_points =
    [
        "open", "begin", "began", "write-File", "write-Name", "write-Path", "write-Day", "write-Slot", "write-Index",
        "summary-create", "summary-write", "summary-half", "summary-rename", "summary-renamed", "write-Root", "commit", "committed", "checkpoint", "close",
    ];

    private static readonly string[] s_creationPoints = ["create", "created"];

    public static IEnumerable<object[]> Points => s_points.Select(p => new object[] { p });

    private static readonly string[] s_restoringPoints = ["move-aside", "moved-aside"];

    public static IEnumerable<object[]> RestoringPoints => s_restoringPoints.Concat(s_creationPoints).Concat(s_points).Select(p => new object[] { p });

    public static IEnumerable<object[]> FirstRunPoints => s_points.Concat(s_creationPoints).Select(p => new object[] { p });

    [Fact]
    public void Points_ARunThatWrites_AreThese()
    {
        using var home = Filled();
        var met = new List<string>();
        home.Options = home.Options with { Fault = met.Add };
        home.Run();
        met.Should().Equal(s_points);
    }

    [Fact]
    public void Points_ARunThatIsSavedBehindItsAnswer_AreTheSame()
    {
        using var home = Filled();
        var met = new List<string>();
        home.Options = home.Options with { Fault = met.Add };
        home.RunAndCloseBehind();
        met.Should().Equal(s_points);
        home.Options = home.Options with { Fault = null };
        home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Run_SavedBehindAndKilledAtAPoint_LeavesTheLedgerAsBeforeOrAfter(string point) => KillAt("run-behind", point);

    [Theory]
    [MemberData(nameof(Points))]
    public void Run_SavedBehindWithAnErrorAtAPoint_AnswersWarnsAndKeepsTheOldLedger(string point) => FailAt(point, home => home.RunAndCloseBehind());

    [Fact]
    public void Run_SavedBehindWhileAnotherRuns_KeepsBoth()
    {
        using var home = Filled();
        var closings = new List<Func<string?>>();
        home.Options = home.Options with { Closing = closings.Add };
        home.Run();
        home.Append("b", LogLines.Response("later", 900, "2026-03-09T13:00:00Z"));
        home.Options = home.Options with { Closing = null, BusyMilliseconds = 50 };
        home.Run().Warnings.Should().ContainSingle().Which.Should().Contain("Another toktrack is writing");
        closings.Should().ContainSingle();
        closings[0]().Should().BeNull();
        home.Run().Warnings.Should().BeEmpty();
        home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Run_KilledAtAPoint_LeavesTheLedgerAsBeforeOrAfter(string point) => KillAt("run", point);

    private static void KillAt(string how, string point)
    {
        for (var time = 0; time < Amount.Of(1, 100); time++)
        {
            using var home = Filled();
            var before = home.Content();
            using (var child = LedgerChild.Start(how, home.Folder, point))
            {
                child.WaitForExit();
                child.ExitCode.Should().Be(137, child.StandardError.ReadToEnd());
            }

            home.Observe();
            var after = LedgerHome.Canonical(home.Oracle());
            var found = home.Content();
            (found.SequenceEqual(before) || found.SequenceEqual(after)).Should().BeTrue($"killed at {point}");
            home.ShouldBeWhole(after);
        }
    }

    [Theory]
    [MemberData(nameof(FirstRunPoints))]
    public void Run_KilledInTheFirstRun_LeavesNothingOrEverything(string point)
    {
        for (var time = 0; time < Amount.Of(1, 20); time++)
        {
            using var home = new LedgerHome();
            home.Append("a", LogLines.Response("m1", 100), LogLines.Response("m2", 200));
            using (var child = LedgerChild.Start("run", home.Folder, point)) child.WaitForExit();
            home.Observe();
            home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
        }
    }

    // With so many responses the index and the summaries are made on another thread while the blocks are written.
    [Theory]
    [InlineData(null)]
    [MemberData(nameof(FirstRunPoints))]
    public void Run_FirstRunOfManyResponsesWithAnErrorAtAPoint_AnswersAndLeavesNothingOrEverything(string? point)
    {
        using var home = new LedgerHome();
        var time = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        home.Append("a", [.. Enumerable.Range(0, 6000).Select(i => LogLines.Response("msg_" + i, i, time.AddMinutes(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))]);
        var met = new List<string>();
        home.Options = home.Options with
        {
            Fault = p =>
            {
                met.Add(p);
                if (p == point) throw new IOException("No space left on device");
            },
        };
        var outcome = home.RunAndCloseBehind();
        LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        if (point is null) met.Should().BeEquivalentTo(s_points.Concat(s_creationPoints));
        home.Options = home.Options with { Fault = null };
        home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Run_InputOutputErrorAtAPoint_ReportsWarnsAndKeepsTheOldLedger(string point) => FailAt(point, home => home.Run());

    private static void FailAt(string point, Func<LedgerHome, HistoryOutcome> run)
    {
        foreach (var forEver in new[] { false, true })
        {
            using var home = Filled();
            var before = home.Content();
            var hits = 0;
            home.Options = home.Options with
            {
                Fault = p =>
                {
                    if ((p == point && hits++ == 0) || (forEver && hits > 0)) throw new IOException("No space left on device");
                },
            };
            var outcome = run(home);
            home.Options = home.Options with { Fault = null };
            var saved = point is "committed" or "checkpoint" or "close";
            if (point is "checkpoint" or "close") outcome.Warnings.Should().BeEmpty();
            else outcome.Warnings.Should().ContainSingle().Which.Should().Contain("No space left on device");
            // Without any ledger only what still exists can be counted.
            if (point != "open") LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
            if (!saved) home.Content().Should().Equal(before);
            home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
        }
    }

    /// <summary>A damaged ledger is moved aside and restored from what is whole in it and from the summaries; the logs are gone.</summary>
    [Theory]
    [MemberData(nameof(RestoringPoints))]
    public void Run_KilledWhileRestoring_LosesNoDay(string point)
    {
        for (var time = 0; time < Amount.Of(1, 20); time++)
        {
            using var home = new LedgerHome();
            for (var i = 0; i < 30; i++) home.Append("a", LogLines.Random(new Random(i)));
            var before = DailyTotals.Of(home.Run().Scan.Snapshot);
            File.Delete(home.Log("a"));
            var bytes = File.ReadAllBytes(home.Home.Database);
            bytes.AsSpan(LedgerDatabase.PageSize, LedgerDatabase.PageSize).Clear();
            File.WriteAllBytes(home.Home.Database, bytes);
            using (var child = LedgerChild.Start("run", home.Folder, point)) child.WaitForExit();
            home.Run(observe: false);
            var outcome = home.Run(observe: false);
            outcome.Warnings.Should().BeEmpty();
            DailyTotals.Of(outcome.Scan.Snapshot).Should().BeEquivalentTo(before, $"killed at {point}");
            HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
            Directory.GetFiles(home.Home.Folder, "*.tmp", SearchOption.AllDirectories).Should().BeEmpty();
            Directory.GetFiles(home.Home.Folder, "history.db.corrupt-*").Should().NotBeEmpty("a damaged ledger is kept");
        }
    }

    [Fact]
    public void Run_KilledAtRandomTimesUnderLoad_LosesNothing()
    {
        using var home = Filled();
        var random = new Random(11);
        var known = home.Content().Count;
        var (kills, workers) = (Amount.Of(8, 1000), Amount.Of(2, 4));
        var longest = LedgerChild.IsNative ? 100 : 900;
        var number = 0;
        Process Start() => LedgerChild.Start("work", home.Folder, "w" + number++, "100000");
        var children = Enumerable.Range(0, workers).Select(_ => Start()).ToArray();
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                Thread.Sleep(random.Next(longest));
                var victim = random.Next(workers);
                if (children[victim].HasExited) Assert.Fail($"kill {kill}: a worker ended by itself with {children[victim].ExitCode}: {children[victim].StandardError.ReadToEnd()}");
                children[victim].Kill();
                children[victim].WaitForExit();
                using (var store = home.Open())
                {
                    store.Notices.Should().BeEmpty($"kill {kill}");
                    var now = store.Snapshot.Slots.Sum(s => s.Requests);
                    now.Should().BeGreaterThanOrEqualTo(known, $"kill {kill}");
                    known = now;
                }

                children[victim].Dispose();
                children[victim] = Start();
            }
        }
        finally
        {
            foreach (var child in children)
            {
                child.Kill();
                child.WaitForExit();
                child.Dispose();
            }
        }

        home.Observe();
        home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
        output.WriteLine($"{kills} kills of {workers} workers; {known} responses at the last.");
    }

    [Fact]
    public void Run_ManyProcessesAtOnce_KeepTheUnion()
    {
        using var home = Filled();
        var children = Enumerable.Range(0, Amount.Of(4, 32))
            .Select(i => LedgerChild.Start("work", home.Folder, "p" + i, Amount.Of(6, 50).ToString(CultureInfo.InvariantCulture))).ToList();
        var (seen, reads) = (0, 0);
        while (children.Any(c => !c.HasExited))
        {
            using var store = home.Open();
            store.Notices.Should().BeEmpty();
            var now = store.Snapshot.Slots.Sum(s => s.Requests);
            now.Should().BeGreaterThanOrEqualTo(seen);
            seen = now;
            reads++;
        }

        foreach (var child in children) child.ExitCode.Should().Be(0, child.StandardError.ReadToEnd());
        output.WriteLine($"{children.Count} processes, {seen} responses, {reads} reads meanwhile.");
        children.ForEach(c => c.Dispose());
        home.Observe();
        home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
    }

    [Fact]
    public void Run_LedgerLockedForLong_AnswersAndWarns()
    {
        using var home = Filled();
        home.Options = home.Options with { BusyMilliseconds = 100 };
        using (var other = LedgerDatabase.Open(home.Home.Database, readOnly: false, 100))
        {
            other.BeginWrite();
            var outcome = home.Run();
            outcome.Warnings.Should().ContainSingle().Which.Should().Contain("Another toktrack is writing");
            outcome.IsSaved.Should().BeFalse();
            LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
            other.Rollback();
        }

        home.ShouldBeWhole(LedgerHome.Canonical(home.Oracle()));
    }

    [Fact]
    public void Run_HomeThatCannotBeWritten_ReportsWithOneWarning()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        File.WriteAllText(home.Home.Folder, "a file in the way");
        var outcome = home.Run();
        outcome.Warnings.Should().ContainSingle().Which.Should().Contain(home.Home.Folder);
        LedgerHome.Total(outcome.Scan.Snapshot).Should().Be(210);
    }

    [Fact]
    public void Run_HalfOfAllLogsDeletedAgainAndAgain_NoTotalFallsInAnyTimeZone()
    {
        using var home = new LedgerHome();
        var random = new Random(3);
        var zones = new[] { "UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia" }.Select(TimeZoneInfo.FindSystemTimeZoneById).ToArray();
        Dictionary<string, long> before = [];
        for (var round = 0; round < Amount.Of(20, 1000); round++)
        {
            for (var file = 0; file < 6; file++) home.Append("f" + file, LogLines.Response($"{round}-{file}", 100, new DateTime(2026, 1, 1).AddHours(random.Next(400)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
            home.Run(observe: false);
            foreach (var path in Directory.GetFiles(home.Logs).Where(_ => random.Next(2) == 0)) File.Delete(path);
            var snapshot = home.Run(observe: false).Scan.Snapshot;
            var totals = zones.SelectMany(z => snapshot.Slots.Select(s => (Key: $"{z.Id} {TimeZoneInfo.ConvertTimeFromUtc(new(s.Start, DateTimeKind.Utc), z):yyyy-MM-dd}", s.Tokens.Total)))
                .GroupBy(t => t.Key).ToDictionary(g => g.Key, g => g.Sum(t => t.Total));
            foreach (var (day, total) in before) totals.GetValueOrDefault(day).Should().BeGreaterThanOrEqualTo(total, day);
            before = totals;
        }
    }

    /// <summary>A home whose ledger holds some days, with logs that have grown since.</summary>
    private static LedgerHome Filled()
    {
        var home = new LedgerHome();
        for (var i = 0; i < 30; i++) home.Append("a", LogLines.Random(new Random(i)));
        home.Run();
        home.Append("a", LogLines.Response("new", 700, "2026-03-01T12:00:00Z", model: "claude-new"), LogLines.Response("msg_1", 7000, "2026-03-05T12:00:00Z"));
        home.Append("b", LogLines.Response("other", 700, "2026-03-09T12:00:00Z"));
        return home;
    }
}

using System.Globalization;
using Toktrack.Scanner.History;

namespace Toktrack.Scanner.Tests.History;

/// <summary>A first run writes to the file itself: what a killed one leaves is a part of it, and a journal that takes it back.</summary>
public sealed class FirstRunJournalTests
{
    // More than SQLite keeps in memory, so that it writes before the end.
    private const int Responses = 80_000;

    [Theory]
    [InlineData("write-Root")]
    [InlineData("commit")]
    public void Run_LargeFirstRunKilled_BeginsAnew(string point)
    {
        using var home = Killed(point);
        LedgerHeader.Read(home.Home.Database).IsCut.Should().BeFalse("the journal says the rest");
        Whole(home);
        Directory.GetFiles(home.Home.Folder, "*.corrupt-*").Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public void Run_LargeFirstRunKilledAndItsFileDamaged_LeavesNoJournalToTheNext(int length)
    {
        using var home = Killed("commit");
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(home.Home.Database, bytes);
        Whole(home, mayWarn: true);
    }

    private static LedgerHome Killed(string point)
    {
        var home = new LedgerHome();
        var lines = Enumerable.Range(0, Responses).Select(i => LogLines.Response(
            $"msg_{i}", i % 1000, DateTime.UnixEpoch.AddDays(20_000 + (i % 90)).AddSeconds(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), $"req_{i}"));
        home.Append("a", [.. lines]);
        using (var child = LedgerChild.Start("run", home.Folder, point)) child.WaitForExit();
        new FileInfo(home.Home.Database + "-journal").Should().Match<FileInfo>(f => f.Exists && f.Length > 0, "it was killed in the middle");
        return home;
    }

    private static void Whole(LedgerHome home, bool mayWarn = false)
    {
        for (var run = 0; run < 2; run++)
        {
            var outcome = home.Run(observe: run == 0);
            if (!mayWarn || run > 0) outcome.Warnings.Should().BeEmpty();
            outcome.IsSaved.Should().BeTrue();
            LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
            HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
            File.Exists(home.Home.Database + "-journal").Should().BeFalse();
        }
    }
}

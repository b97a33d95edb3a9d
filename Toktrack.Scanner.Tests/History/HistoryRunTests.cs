using Toktrack.Scanner.History;

namespace Toktrack.Scanner.Tests.History;

public sealed class HistoryRunTests
{
    [Fact]
    public void Run_NothingNew_OpensNoFileAndWritesNothing()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100), LogLines.Response("m2", 200));
        home.Run();
        Thread.Sleep(30);
        home.Run();
        var before = File.GetLastWriteTimeUtc(home.Home.Database);
        var again = home.Run();
        again.Scan.Statistics.FilesRead.Should().Be(0);
        again.Scan.Statistics.Files.Should().Be(1);
        again.Warnings.Should().BeEmpty();
        File.GetLastWriteTimeUtc(home.Home.Database).Should().Be(before);
        LedgerHome.Canonical(again.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
    }

    [Fact]
    public void Run_LogsDeleted_KeepsEverything()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Append("b", LogLines.Response("m2", 200));
        home.Run();
        File.Delete(home.Log("a"));
        File.Delete(home.Log("b"));
        var after = home.Run();
        LedgerHome.Total(after.Scan.Snapshot).Should().Be(100 + 110 + 200 + 110);
    }

    [Fact]
    public void Run_ResponseOfEarlierRunInAnotherFile_CountsOnce()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Run();
        home.Append("b", LogLines.Response("m1", 100), LogLines.Response("m1", 300));
        var after = home.Run();
        after.Scan.Snapshot.Slots.Sum(s => s.Requests).Should().Be(1);
        LedgerHome.Total(after.Scan.Snapshot).Should().Be(300 + 110);
    }

    [Fact]
    public void Run_FullerRecordOnAnotherDay_MovesTheResponse()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100, "2026-03-01T23:59:59Z"));
        home.Run();
        home.Append("a", LogLines.Response("m1", 300, "2026-03-02T00:00:01Z"));
        var after = home.Run();
        after.Scan.Snapshot.Slots.Should().ContainSingle().Which.Start.Should().Be(new DateTime(2026, 3, 2).Ticks);
        LedgerHome.Canonical(after.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        using var store = home.Open();
        LedgerVerifier.Check(store.Database).Should().BeEmpty();
    }

    [Fact]
    public void Run_HalfLine_CountsItOnceWhenItIsWhole()
    {
        using var home = new LedgerHome();
        var line = LogLines.Response("m1", 100, text: "例え😀");
        var bytes = System.Text.Encoding.UTF8.GetBytes(line + "\n");
        for (var cut = 1; cut < bytes.Length; cut += 37)
        {
            File.WriteAllBytes(home.Log("a"), bytes[..cut]);
            home.Run();
            using (var stream = new FileStream(home.Log("a"), FileMode.Append)) stream.Write(bytes.AsSpan(cut));
            LedgerHome.Canonical(home.Run().Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        }
    }
}

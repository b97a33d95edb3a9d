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
    public void Run_ClosingTaken_AnswersBeforeItSaves()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Run();
        Thread.Sleep(30);
        var closings = new List<Func<string?>>();
        home.Options = home.Options with { Closing = closings.Add };
        home.Append("a", LogLines.Response("m2", 200));
        var answer = home.Run();
        LedgerHome.Canonical(answer.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        closings.Should().ContainSingle();
        using (var other = home.Open()) LedgerHome.Total(other.Snapshot).Should().Be(210, "the first run's response is all that is saved");

        closings[0]().Should().BeNull();
        File.Exists(home.Home.Database + "-wal").Should().BeFalse();
        using (var other = home.Open()) LedgerHome.Canonical(other.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        Thread.Sleep(30);
        home.RunAndCloseBehind();
        home.Run();
        closings.Count.Should().BeLessThanOrEqualTo(2, "a run that finds nothing leaves nothing to be done");
        foreach (var closing in closings.Skip(1)) closing();
    }

    [Fact]
    public void Run_MoreFilesThanAreLookedUpOneByOne_KnowsEachAgain()
    {
        using var home = new LedgerHome();
        for (var file = 0; file < 40; file++) home.Append($"f{file}", LogLines.Response($"m{file}", 100 + file));
        home.Run();
        for (var file = 0; file < 60; file += 3) home.Append($"f{file}", LogLines.Response($"n{file}", 200 + file), LogLines.Response($"m{(file + 1) % 40}", 900));
        LedgerHome.Canonical(home.Run().Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        using var store = home.Open();
        LedgerVerifier.Check(store.Database).Should().BeEmpty();
        var paths = new List<string>();
        store.Database.ReadAll(BlockKind.Path, (id, block) =>
        {
            var reader = new PackReader(block[..^sizeof(ulong)]);
            while (!reader.AtEnd)
            {
                reader.Byte().Should().Be((byte)Scanner.Model.NameKind.File);
                paths.Add(reader.Text());
            }
        });
        paths.Should().OnlyHaveUniqueItems();
        paths.Should().BeEquivalentTo(Directory.GetFiles(home.Logs));
    }

    [Fact]
    public void Run_ManyRecordsTwice_IndexesEachOnSeveralThreads()
    {
        using var home = new LedgerHome();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 6000; i++)
            {
                var time = new DateTime(2026, 1, 1).AddMinutes(i * 7 % 20_000).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
                home.Append("f" + (i % 5), LogLines.Response($"m{(round * 3000) + i}", 100 + i, time));
            }

            var outcome = home.Run();
            outcome.Scan.Snapshot.Slots.Sum(s => s.Requests).Should().Be(6000 + (3000 * round));
            LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
            using var store = home.Open();
            LedgerVerifier.Check(store.Database).Should().BeEmpty("every record is in the index");
        }
    }

    [Fact]
    public void BeginWrite_LogWithoutFrames_LeavesOutTheWaitForItsHeadOnly()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Run();
        using var first = LedgerDatabase.Open(home.Home.Database, readOnly: false, 100);
        first.BeginWrite();
        first.Synchronous.Should().Be(0);
        first.Write(BlockKind.Title, 1, [1]);
        first.Commit();
        first.Synchronous.Should().Be(1);

        first.BeginWrite();
        first.Synchronous.Should().Be(1, "there are frames, and a log begun anew after them needs its head on the disk first");
        first.Rollback();
        first.Synchronous.Should().Be(1);
        first.DeleteAll(BlockKind.Title);
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

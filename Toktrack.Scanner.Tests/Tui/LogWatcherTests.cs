using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Tui.Live;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Tui;

public sealed class LogWatcherTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly string _root = Directory.CreateTempSubdirectory("toktrack-watch-").FullName;
    private readonly AutoResetEvent _changed = new(false);

    public void Dispose()
    {
        _changed.Dispose();
        Directory.Delete(_root, true);
    }

    [Fact]
    public void Update_AFolderComesIntoBeing_WatchesIt()
    {
        var folder = Path.Combine(_root, "logs");
        using var watcher = new LogWatcher([folder], () => _changed.Set());
        watcher.Update().Should().BeFalse();
        Directory.CreateDirectory(folder);
        watcher.Update().Should().BeTrue();
        AssertNoticed(Path.Combine(folder, "a.jsonl"));
        watcher.IsReliable.Should().BeTrue();
    }

    [Fact]
    public void Update_AFolderIsDeletedAndMadeAgain_WatchesTheNewOne()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "logs")).FullName;
        using var watcher = new LogWatcher([folder], () => _changed.Set());
        watcher.Update().Should().BeTrue();
        Directory.Delete(folder, true);
        watcher.Update().Should().BeFalse();
        Directory.CreateDirectory(folder);
        watcher.Update().Should().BeTrue();
        AssertNoticed(Path.Combine(folder, "a.jsonl"));
    }

    [Fact]
    public void Update_AFolderIsMovedAwayAndAnotherTakesItsName_WatchesTheNewOne()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "logs")).FullName;
        using var watcher = new LogWatcher([folder], () => _changed.Set());
        watcher.Update().Should().BeTrue();
        Directory.Move(folder, folder + "-old");
        Thread.Sleep(20); // the clock that stamps folders is coarse
        Directory.CreateDirectory(folder);
        watcher.Update().Should().BeTrue();
        AssertNoticed(Path.Combine(folder, "a.jsonl"));
    }

    [Fact]
    public void FollowLinks_FoldersAndFilesElsewhere_AreWatchedThere()
    {
        if (OperatingSystem.IsWindows()) return; // links need a right there
        var folder = Directory.CreateDirectory(Path.Combine(_root, "logs")).FullName;
        var (elsewhere, further) = (Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName, Directory.CreateDirectory(Path.Combine(_root, "further")).FullName);
        File.WriteAllText(Path.Combine(further, "b.jsonl"), "");
        using var watcher = new LogWatcher([folder], () => _changed.Set());
        watcher.Update();
        watcher.FollowLinks().Should().BeFalse();
        Directory.CreateSymbolicLink(Path.Combine(folder, "project"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(elsewhere, "circle"), folder);
        File.CreateSymbolicLink(Path.Combine(elsewhere, "b.jsonl"), Path.Combine(further, "b.jsonl"));
        _changed.WaitOne(s_patience).Should().BeTrue();
        watcher.FollowLinks().Should().BeTrue();
        watcher.FollowLinks().Should().BeFalse();
        AssertNoticed(Path.Combine(elsewhere, "a.jsonl"));
        AssertNoticed(Path.Combine(further, "b.jsonl"));
    }

    [Fact]
    public void Feed_LogsComeLater_AreReadThen()
    {
        var folder = Path.Combine(_root, "logs");
        using var refreshed = new SemaphoreSlim(0);
        using var feed = new FeedThread(new CountingFeed(folder, refreshed), () => { });
        feed.Start();
        refreshed.Wait(s_patience).Should().BeTrue("it looks at the logs once");
        Directory.CreateDirectory(folder);
        refreshed.Wait(s_patience).Should().BeTrue("there is a new folder");
        File.AppendAllText(Path.Combine(folder, "a.jsonl"), "x");
        refreshed.Wait(s_patience).Should().BeTrue("there is a new file");
    }

    private void AssertNoticed(string file)
    {
        while (_changed.WaitOne(100)) { }
        File.AppendAllText(file, "x");
        _changed.WaitOne(s_patience).Should().BeTrue();
    }

    private sealed class CountingFeed(string folder, SemaphoreSlim refreshed) : IUsageFeed
    {
        public IReadOnlyList<string> Folders => [folder];

        public LoadedUsage? Known(CancellationToken cancellation) => null;

        public LoadedUsage Refresh(ScanProgress progress, CancellationToken cancellation)
        {
            refreshed.Release();
            return new(new(UsageSnapshot.Empty, new(), new(0, 0, 0, 0, 0, TimeSpan.Zero, "none", 0)), []);
        }
    }
}

using System.Diagnostics;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Tui.Live;

/// <summary>
/// Keeps usage fresh behind the screen: the ledger first, then the logs, then again whenever they change. Whatever fails
/// here is shown, never thrown.
/// </summary>
internal sealed class FeedThread : IDisposable
{
    private static readonly TimeSpan s_session = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_folders = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(900);

    private readonly IUsageFeed _feed;
    private readonly Action _news;
    private readonly CancellationTokenSource _end = new();
    private readonly ManualResetEventSlim _known = new();
    private readonly SemaphoreSlim _changes = new(0, 1);
    private readonly LogWatcher _watcher;
    private readonly RefreshSchedule _schedule = new();
    private UsageSnapshot? _titled;
    private long _titledAt;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Thread _thread;

    public FeedThread(IUsageFeed feed, Action news)
    {
        (_feed, _news) = (feed, news);
        _watcher = new(feed.Folders, Request);
        _thread = new(Run) { IsBackground = true, Name = "usage feed" };
    }

    /// <summary>The last usage loaded; null before the first.</summary>
    public LoadedUsage? Usage { get; private set; }

    /// <summary>Titles of sessions by source and id; another object whenever there are new ones.</summary>
    public IReadOnlyDictionary<(SourceId Source, string Session), string> Titles { get; private set; } = new Dictionary<(SourceId, string), string>();

    /// <summary>The scan that runs; null for none.</summary>
    public ScanProgress? Progress { get; private set; }

    /// <summary>Why the last refresh failed; null when it did not.</summary>
    public string? Error { get; private set; }

    /// <summary>True when changes are noticed by themselves.</summary>
    public bool IsWatching { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>Waits for what is known without the logs, but not long.</summary>
    public void WaitForKnown(TimeSpan patience) => _known.Wait(patience);

    /// <summary>Asks for a refresh.</summary>
    public void Request()
    {
        try
        {
            if (_changes.CurrentCount == 0) _changes.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread asked in this very moment.
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _watcher.Dispose();
        // A scan that does not end at once is left to the end of the process: it writes in transactions.
        if (_thread.IsAlive) _thread.Join(TimeSpan.FromMilliseconds(300));
    }

    private void Run()
    {
        try
        {
            Load(() => _feed.Known(_end.Token));
            _known.Set();
            // Watching first: what changes during the scan asks for the next one.
            _watcher.Update();
            IsWatching = true;
            while (true)
            {
                Refresh();
                LoadTitles();
                if (_watcher.FollowLinks()) _schedule.Change(_clock.Elapsed);
                Await();
            }
        }
        catch (OperationCanceledException)
        {
            // The dashboard ends.
        }
        finally
        {
            _known.Set();
        }
    }

    // Until the next refresh is due.
    private void Await()
    {
        var isRested = false;
        for (var now = _clock.Elapsed; now < _schedule.Due(_watcher.IsReliable); now = _clock.Elapsed)
        {
            var step = Min(_schedule.Due(_watcher.IsReliable) - now, s_folders);
            if (_changes.Wait(isRested ? step : Min(step, s_rest), _end.Token)) _schedule.Change(_clock.Elapsed);
            else if (_watcher.Update()) _schedule.Change(_clock.Elapsed);
            if (isRested || _clock.Elapsed < _schedule.Ended + s_rest) continue;
            // By now the screen has moved on to the new usage; the old is garbage, and nothing may happen for hours: give it back.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            isRested = true;
        }

        while (_changes.Wait(0)) { }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private void Refresh()
    {
        var progress = new ScanProgress();
        _schedule.Begin(_clock.Elapsed);
        Progress = progress;
        _news();
        Load(() => _feed.Refresh(progress, _end.Token));
        Progress = null;
        _schedule.End(_clock.Elapsed);
        _news();
    }

    // A title is written after the response it is about: sessions are looked at again as long as they may go on.
    private void LoadTitles()
    {
        if (Usage is not { } usage || ReferenceEquals(usage.Outcome.Snapshot, _titled)) return;
        var now = DateTime.UtcNow.Ticks;
        IReadOnlyDictionary<(SourceId, string), string> found;
        try
        {
            found = _feed.Titles(usage.Outcome.Snapshot, _titled is null ? 0 : _titledAt - s_session.Ticks);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return; // sessions are shown by id; a title is worth no message
        }

        (_titled, _titledAt) = (usage.Outcome.Snapshot, now);
        if (found.All(t => Titles.TryGetValue(t.Key, out var known) && known == t.Value)) return;
        var titles = new Dictionary<(SourceId, string), string>(Titles);
        foreach (var (session, title) in found) titles[session] = title;
        Titles = titles;
        _news();
    }

    private void Load(Func<LoadedUsage?> load)
    {
        try
        {
            if (load() is { } usage) Usage = usage;
            Error = null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Error = e.Message;
        }

        _end.Token.ThrowIfCancellationRequested();
        _news();
    }
}

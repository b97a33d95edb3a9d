using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Tui.Live;

/// <summary>
/// Keeps usage fresh behind the screen: the ledger first, then the logs, then again whenever they change. Whatever fails
/// here is shown, never thrown.
/// </summary>
internal sealed class FeedThread : IDisposable
{
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan s_newFolders = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_safety = TimeSpan.FromSeconds(60);

    private readonly IUsageFeed _feed;
    private readonly Action _news;
    private readonly CancellationTokenSource _end = new();
    private readonly ManualResetEventSlim _known = new();
    private readonly SemaphoreSlim _changes = new(0, 1);
    private readonly LogWatcher _watcher;
    private readonly Thread _thread;

    public FeedThread(IUsageFeed feed, Action news)
    {
        (_feed, _news) = (feed, news);
        _watcher = new(feed.Folders, Request);
        _thread = new(Run) { IsBackground = true, Name = "usage feed" };
    }

    /// <summary>The last usage loaded; null before the first.</summary>
    public LoadedUsage? Usage { get; private set; }

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
            _watcher.WatchNew();
            IsWatching = true;
            Refresh();
            Rest();
            while (!_end.IsCancellationRequested) WaitAndRefresh();
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

    private void WaitAndRefresh()
    {
        var waited = TimeSpan.Zero;
        var step = _watcher.IsReliable ? s_newFolders : s_poll;
        while (!_changes.Wait(step, _end.Token))
        {
            waited += step;
            if (!_watcher.IsReliable || _watcher.WatchNew() || waited >= s_safety) break;
        }

        // A CLI writes several lines in a row: let them settle, then read them at once.
        Pause(s_settle);
        while (_changes.Wait(0)) { }
        Refresh();
        Rest();
    }

    // By then the screen has moved on to the new usage; the old is garbage, and nothing may happen for hours: give it back.
    private void Rest()
    {
        Pause(s_pause);
        if (!_end.IsCancellationRequested) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private void Pause(TimeSpan span) => _end.Token.WaitHandle.WaitOne(span);

    private void Refresh()
    {
        var progress = new ScanProgress();
        Progress = progress;
        _news();
        Load(() => _feed.Refresh(progress, _end.Token));
        Progress = null;
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

namespace Toktrack.Tool.Tui.Live;

/// <summary>
/// Tells when something below the log folders changes. Where the system does not (too many folders, network file systems),
/// <see cref="IsReliable"/> is false and the logs have to be looked at again and again.
/// </summary>
internal sealed class LogWatcher : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Action _changed;
    private readonly IReadOnlyList<string> _folders;
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private volatile bool _isReliable = true;
    private bool _disposed;

    public LogWatcher(IReadOnlyList<string> folders, Action changed) => (_folders, _changed) = (folders, changed);

    /// <summary>False where changes may go unseen.</summary>
    public bool IsReliable => _isReliable;

    /// <summary>Watches the folders that exist now and are not watched yet; true when there was one.</summary>
    public bool WatchNew()
    {
        var added = false;
        foreach (var folder in _folders)
        {
            lock (_gate)
            {
                if (_disposed || _watchers.ContainsKey(folder)) continue;
            }

            if (!Directory.Exists(folder)) continue;
            added |= TryWatch(folder);
        }

        return added;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var watcher in _watchers.Values) watcher.Dispose();
            _watchers.Clear();
        }
    }

    private bool TryWatch(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName | NotifyFilters.DirectoryName,
            };
            watcher.Changed += (_, _) => _changed();
            watcher.Created += (_, _) => _changed();
            watcher.Renamed += (_, _) => _changed();
            watcher.Deleted += (_, _) => Forget(folder);
            watcher.Error += (_, _) => Fail();
            watcher.EnableRaisingEvents = true;
            lock (_gate)
            {
                if (!_disposed && _watchers.TryAdd(folder, watcher)) return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            _isReliable = false;
        }

        watcher?.Dispose();
        return false;
    }

    // A folder that is gone and comes back is a new one to the system.
    private void Forget(string folder)
    {
        if (Directory.Exists(folder)) return;
        lock (_gate)
        {
            if (_watchers.Remove(folder, out var watcher)) watcher.Dispose();
        }
    }

    private void Fail()
    {
        _isReliable = false;
        _changed();
    }
}

// The system tells of changes below a folder, but not of these: the folder comes into being, or is another one of the same name
// now (the watch stays with the old one); a link below it leads elsewhere and something changes there. Update and
// FollowLinks make up for it.

using System.IO.Enumeration;

namespace Toktrack.Tool.Tui.Live;

/// <summary>
/// Tells when something below the log folders changes. Where the system does not (too many folders, network file systems),
/// <see cref="IsReliable"/> is false and the logs have to be looked at again and again. <see cref="Update"/> and
/// <see cref="FollowLinks"/> are called by one thread.
/// </summary>
internal sealed class LogWatcher : IDisposable
{
    private const int MostLinks = 200;

    private readonly Lock _gate = new();
    private readonly Action _changed;
    private readonly List<string> _folders;
    private readonly Dictionary<string, (FileSystemWatcher Watcher, DateTime Created)> _watchers = new(StringComparer.Ordinal);
    private volatile bool _isReliable = true;
    private volatile bool _hasNewEntries = true;
    private bool _disposed;

    public LogWatcher(IReadOnlyList<string> folders, Action changed) => (_folders, _changed) = ([.. folders], changed);

    /// <summary>False where changes may go unseen.</summary>
    public bool IsReliable => _isReliable;

    /// <summary>Watches the folders as they are now; true when one has come into being, or in the place of another. Asks the system once for each folder.</summary>
    public bool Update()
    {
        var added = false;
        foreach (var folder in _folders)
        {
            // Where the system keeps no time of creation it gives that of the last change: then a watch is renewed in vain now and then.
            var created = Directory.Exists(folder) ? Directory.GetCreationTimeUtc(folder) : default;
            lock (_gate)
            {
                if (_disposed) return false;
                if (_watchers.TryGetValue(folder, out var known))
                {
                    if (known.Created == created) continue;
                    _watchers.Remove(folder);
                    known.Watcher.Dispose();
                }
            }

            if (created != default) added |= TryWatch(folder, created);
        }

        return added;
    }

    /// <summary>Watches what links below the folders lead to, where files or folders have come since the last call; true when that was something new.</summary>
    public bool FollowLinks()
    {
        if (!_hasNewEntries) return false;
        _hasNewEntries = false;
        var count = _folders.Count;
        for (var i = 0; i < _folders.Count && _folders.Count < count + MostLinks; i++) // the list grows: what a link leads to may hold links
        {
            foreach (var target in Targets(_folders[i]))
            {
                if (!_folders.Exists(f => IsWithin(target, f))) _folders.Add(target);
            }
        }

        return _folders.Count > count && Update();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var (watcher, _) in _watchers.Values) watcher.Dispose();
            _watchers.Clear();
        }
    }

    private static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == Path.DirectorySeparatorChar);

    private static List<string> Targets(string folder)
    {
        var targets = new List<string>();
        try
        {
            var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true, RecurseSubdirectories = true };
            var links = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry e) => e.ToFullPath(), options)
            {
                ShouldIncludePredicate = (ref FileSystemEntry e) => (e.Attributes & FileAttributes.ReparsePoint) != 0,
                ShouldRecursePredicate = (ref FileSystemEntry e) => (e.Attributes & FileAttributes.ReparsePoint) == 0,
            };
            foreach (var link in links)
            {
                // The folder of a file, for a file may be replaced.
                var target = Path.GetFullPath(File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link);
                if (Directory.Exists(target)) targets.Add(target);
                else if (File.Exists(target)) targets.Add(Path.GetDirectoryName(target)!);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A link in a circle, or a folder that has just gone: the refresh from time to time remains.
        }

        return targets;
    }

    private bool TryWatch(string folder, DateTime created)
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
            watcher.Created += (_, _) => Enter();
            watcher.Renamed += (_, _) => Enter();
            watcher.Error += (_, e) => Fail(folder, e.GetException());
            watcher.EnableRaisingEvents = true;
            lock (_gate)
            {
                if (!_disposed && _watchers.TryAdd(folder, (watcher, created))) return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            _isReliable = false;
        }

        watcher?.Dispose();
        return false;
    }

    private void Enter()
    {
        _hasNewEntries = true;
        _changed();
    }

    // Too many changes at once: a new folder among them may be unwatched, so all are watched anew. Anything else does not mend.
    private void Fail(string folder, Exception reason)
    {
        if (reason is InternalBufferOverflowException)
        {
            lock (_gate)
            {
                if (_watchers.TryGetValue(folder, out var known)) _watchers[folder] = known with { Created = default };
            }
        }
        else
        {
            _isReliable = false;
        }

        Enter();
    }
}

using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>
/// The ledger: everything counted so far, kept when logs vanish. One transaction a run; any number of processes. Not safe
/// for use by several threads.
/// </summary>
public sealed class HistoryStore : IDisposable
{
    private readonly HistoryHome _home;
    private readonly HistoryOptions _options;
    private readonly LedgerDatabase _database;
    private readonly NameTable _table;
    private readonly SummaryFiles _summaries;
    private readonly List<string> _notices = [];
    private LedgerState _state;
    private bool _isStale;
    private bool _hasWritten;
    private Action? _pending;

    private HistoryStore(HistoryHome home, HistoryOptions options, LedgerDatabase database, NameTable table, bool isReadOnly)
    {
        _home = home;
        _options = options;
        _database = database;
        _table = table;
        _summaries = new(home, options.Fault);
        IsReadOnly = isReadOnly;
        _state = ReadState();
    }

    /// <summary>True when the ledger can be read and not written.</summary>
    public bool IsReadOnly { get; }

    /// <summary>True when what was saved is still to be written, by <see cref="Close"/>.</summary>
    internal bool IsPending => _pending is not null;

    /// <summary>Sentences for the user: what was restored, imported or moved aside.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>The name under which this ledger's own records are exported.</summary>
    public string Machine => _state.Blocks.Root.Machine;

    /// <summary>Everything known now.</summary>
    public UsageSnapshot Snapshot => Current.Snapshot();

    /// <summary>The names of the run.</summary>
    internal NameTable Table => _table;

    /// <summary>What has been read of each log file.</summary>
    internal FileLedger Files => Current.Files;

    internal LedgerDatabase Database => _database;

    internal LedgerState Current
    {
        get
        {
            if (_isStale) _state = ReadState();
            _isStale = false;
            return _state;
        }
    }

    /// <summary>Opens the ledger, or creates it. A damaged one is moved aside and restored as far as its blocks and the daily summaries allow.</summary>
    /// <exception cref="HistoryException">It cannot be used; see <see cref="HistoryException.Problem"/>.</exception>
    public static HistoryStore Open(HistoryHome home, NameTable names, HistoryOptions? options = null)
    {
        options ??= new();
        try
        {
            options.Fault?.Invoke("open");
            if (!LedgerCreation.Exists(home))
            {
                if (!Directory.Exists(home.Folder)) PrivateFolder.Create(home.Folder);
                return LedgerCreation.Restore(home, names, options);
            }

            var header = LedgerHeader.Read(home.Database);
            if (header.Version > LedgerRoot.Format) throw LedgerRoot.Newer(header.Version);
            return header.IsCut ? LedgerCreation.Restore(home, names, options) : OpenExisting(home, names, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new HistoryException(HistoryProblem.Unavailable, $"The ledger in {home.Folder} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>
    /// Merges the records of a run and enters what was read, in one transaction. Changes nothing where nothing is new.
    /// </summary>
    /// <param name="merger">The records.</param>
    /// <param name="files">The files and how far they were read.</param>
    /// <param name="kept">Days of which only sums are known.</param>
    /// <param name="title">Enters titles.</param>
    /// <param name="isPending">Leaves writing to <see cref="Close"/>: the ledger stays locked, and <see cref="Snapshot"/> has everything.</param>
    /// <exception cref="HistoryException">It could not be saved; the ledger is as it was. <see cref="Preview"/> still answers.</exception>
    internal void Save(
        UsageMerger merger, IReadOnlyList<(LogFile File, FileState State)> files, IEnumerable<KeptDay>? kept = null, Action<LedgerTitles>? title = null, bool isPending = false) =>
        Save(merger, files, kept, title, anew: false, isPending);

    /// <summary>Forgets every record and file and keeps those of <paramref name="merger"/> instead; imported days stay. In one transaction.</summary>
    internal void Rebuild(UsageMerger merger, IReadOnlyList<(LogFile File, FileState State)> files) => Save(merger, files, null, null, anew: true, isPending: false);

    private void Save(
        UsageMerger merger, IReadOnlyList<(LogFile File, FileState State)> files, IEnumerable<KeptDay>? kept, Action<LedgerTitles>? title, bool anew, bool isPending)
    {
        try
        {
            _options.Fault?.Invoke("begin");
            _database.BeginWrite();
            _options.Fault?.Invoke("began");
            Refresh();
            if (anew) Forget();
            foreach (var (file, state) in files) _state.Files.Set(file, state);
            foreach (var day in kept ?? []) _state.Kept.Add(day);
            var root = _state.Blocks.Root;
            var current = _summaries.AreCurrent(root);
            var change = Merge(merger, out var merge);
            if (title is not null)
            {
                title(_state.Titles);
                _state.Titles.Save(change);
            }

            if (!current && !anew)
            {
                _summaries.TakeOver(root, _state.Kept, _state.Snapshot(), _notices);
                _state.Kept.Save(change);
            }

            if (change.IsEmpty && current)
            {
                _database.Rollback();
                return;
            }

            if (isPending) _pending = () => Commit(change, merge, current);
            else Commit(change, merge, current);
        }
        catch (Exception e)
        {
            _isStale = true;
            _database.Rollback();
            if (e is IOException or UnauthorizedAccessException) throw Unavailable(e);
            throw;
        }
    }

    /// <summary>Writes what is pending and closes the ledger; returns why it could not be saved, or null.</summary>
    internal HistoryException? Close()
    {
        try
        {
            _pending?.Invoke();
            return null;
        }
        catch (HistoryException e)
        {
            return e;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unavailable(e);
        }
        finally
        {
            _database.Rollback();
            Dispose();
        }
    }

    private void Commit(LedgerChange change, LedgerMerge merge, bool summariesAreCurrent)
    {
        new LedgerWriter(_database, _state, _summaries, _options.Fault).Write(change, merge, summariesAreCurrent);
        _options.Fault?.Invoke("commit");
        _database.Commit();
        _hasWritten = true;
        _options.Fault?.Invoke("committed");
    }

    private HistoryException Unavailable(Exception reason) => new(HistoryProblem.Unavailable, $"{_home.Folder}: {reason.Message}", reason);

    /// <summary>What <see cref="Snapshot"/> would be after saving, without saving.</summary>
    internal UsageSnapshot Preview(UsageMerger merger)
    {
        _database.BeginRead();
        try
        {
            Refresh();
            Merge(merger, out _);
            return _state.Snapshot();
        }
        finally
        {
            _isStale = true;
            _database.Rollback();
        }
    }

    /// <summary>True when daily summaries lie in the folder that the ledger does not know, or the other way round.</summary>
    internal bool NeedsSummaries => !IsReadOnly && !_summaries.AreCurrent(Current.Blocks.Root);

    /// <summary>Writes a compact copy of the ledger to a file that must not exist.</summary>
    /// <exception cref="IOException">There is such a file, or it cannot be written.</exception>
    /// <exception cref="HistoryException">The ledger cannot be read, or the copy not be written.</exception>
    internal void Backup(string target)
    {
        PrivateFile.Create(target).Dispose();
        try
        {
            _database.CopyTo(target);
        }
        catch
        {
            PrivateFile.TryDelete(target);
            throw;
        }
    }

    /// <summary>Removes every stored title, also from free pages and the write-ahead log; returns how many there were.</summary>
    /// <exception cref="HistoryException">They could not be removed.</exception>
    internal int ForgetTitles()
    {
        _database.OverwriteDeleted();
        _database.BeginWrite();
        try
        {
            _isStale = true;
            Refresh();
            var titles = _state.Titles.All().Count();
            var change = new LedgerChange(_state.Blocks.Root);
            foreach (var id in _state.Blocks.Root.Ids(BlockKind.Title).ToList()) change.Remove(BlockKind.Title, id);
            if (!change.IsEmpty) new LedgerWriter(_database, _state, _summaries, _options.Fault).Write(change, merge: null, _summaries.AreCurrent(_state.Blocks.Root));
            _isStale = true;
            _database.Commit();
            _database.EmptyLog();
            return titles;
        }
        catch
        {
            _database.Rollback();
            throw;
        }
    }

    internal void AddNotices(IEnumerable<string> notices) => _notices.AddRange(notices);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_hasWritten)
            {
                _options.Fault?.Invoke("checkpoint");
                _database.Checkpoint();
                _database.UseWriteAheadLog();
                _options.Fault?.Invoke("close");
            }
        }
        catch (IOException)
        {
            // What was committed lies in the write-ahead log; the next run moves it.
        }
        finally
        {
            _database.Dispose();
        }
    }

    /// <summary>Opens a ledger that exists, for writing if possible.</summary>
    internal static HistoryStore OpenExisting(HistoryHome home, NameTable names, HistoryOptions options)
    {
        try
        {
            return OpenAs(home, home.Database, names, options, readOnly: false);
        }
        catch (HistoryException e) when (e.Problem == HistoryProblem.Damaged)
        {
            return LedgerCreation.Restore(home, names, options);
        }
        catch (HistoryException e) when (e.Problem == HistoryProblem.Unavailable)
        {
            return OpenAs(home, home.Database, names, options, readOnly: true);
        }
    }

    internal static HistoryStore OpenAs(HistoryHome home, string path, NameTable names, HistoryOptions options, bool readOnly)
    {
        var database = LedgerDatabase.Open(path, readOnly, options.BusyMilliseconds);
        try
        {
            return new(home, options, database, names, readOnly);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private LedgerChange Merge(UsageMerger merger, out LedgerMerge merge)
    {
        var change = new LedgerChange(_state.Blocks.Root);
        merge = new LedgerMerge(_state.Blocks, _state.Names, merger);
        merge.Run(change);
        _state.Files.Save(change);
        _state.Kept.Save(change);
        _state.Slots.Replace(change, _state.Names.Names);
        return change;
    }

    /// <summary>Within a transaction: an empty ledger of the same machine, with the days an earlier toktrack kept.</summary>
    private void Forget()
    {
        var old = _state;
        var root = new LedgerRoot { Machine = Machine, Generation = old.Blocks.Root.Generation };
        foreach (var kind in Enum.GetValues<BlockKind>()) _database.DeleteAll(kind);
        LedgerWriter.WriteRoot(_database, root);
        _state = new(_database, _table);
        foreach (var day in old.Kept.All)
        {
            if (day.Origin == KeptOrigin.Earlier) _state.Kept.Add(day);
        }
    }

    /// <summary>Within a transaction: loads again what another process has changed since.</summary>
    private void Refresh()
    {
        if (!_isStale && LedgerBlocks.Open(_database).Root.Generation == _state.Blocks.Root.Generation) return;
        _state = new(_database, _table);
        _isStale = false;
    }

    private LedgerState ReadState()
    {
        _database.BeginRead();
        try
        {
            if (_database.Version > LedgerRoot.Format) throw LedgerRoot.Newer(_database.Version);
            return new(_database, _table);
        }
        finally
        {
            _database.Rollback();
        }
    }
}

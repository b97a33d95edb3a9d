// SQLite is called through its own C functions (SQLitePCLRaw) rather than ADO.NET: blocks are read as spans without a
// copy, and a run that only reads costs tens of microseconds instead of milliseconds.

using SQLitePCL;
using static SQLitePCL.raw;

namespace Toktrack.Scanner.History;

/// <summary>One connection to <c>history.db</c>: numbered blocks in tables, and transactions. Not safe for use by several threads.</summary>
internal sealed class LedgerDatabase : IDisposable
{
    /// <summary>"Tokt" in the file's header, so that no other database is ever taken for a ledger.</summary>
    public const int ApplicationId = 0x546F6B74;

    public const int PageSize = 16384;

    private const int KindCount = 9;

    private static readonly Lock s_initialisation = new();
    private static readonly string[] s_tables = ["root", "file", "name", "path", "day", "slot", "idx", "kept", "title"];
    private static bool s_initialised;

    private readonly sqlite3 _connection;
    private readonly string _path;
    private readonly sqlite3_stmt?[] _reads = new sqlite3_stmt?[KindCount];
    private readonly sqlite3_stmt?[] _writes = new sqlite3_stmt?[KindCount];
    private bool _isUnsynced;

    private LedgerDatabase(sqlite3 connection, string path)
    {
        _connection = connection;
        _path = path;
    }

    /// <summary>Opens the file, which must exist (it may be empty).</summary>
    /// <exception cref="HistoryException">It cannot be opened.</exception>
    public static LedgerDatabase Open(string path, bool readOnly, int busyMilliseconds)
    {
        Initialise();
        // Without a log or journal the file is complete, and can be read where not even a lock file can be made.
        var isAlone = readOnly && !File.Exists(path + "-wal") && !File.Exists(path + "-journal");
        var target = isAlone ? $"file:{Uri.EscapeDataString(path)}?immutable=1" : path;
        var code = sqlite3_open_v2(target, out var connection, readOnly ? SQLITE_OPEN_READONLY | (isAlone ? SQLITE_OPEN_URI : 0) : SQLITE_OPEN_READWRITE, null);
        var database = new LedgerDatabase(connection, path);
        try
        {
            database.Check(code);
            sqlite3_busy_timeout(connection, busyMilliseconds);
            sqlite3_wal_autocheckpoint(connection, 0);
            database.Execute("PRAGMA synchronous=NORMAL");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>True when the file has no tables yet.</summary>
    public bool IsEmpty => Scalar("SELECT count(*) FROM sqlite_master") == 0;

    /// <summary>The schema version in the file's header.</summary>
    public int Version => (int)Scalar("PRAGMA user_version");

    /// <summary>True between a begin and its commit or rollback.</summary>
    public bool InTransaction => sqlite3_get_autocommit(_connection) == 0;

    /// <summary>How much SQLite waits for the disk now: 0 not at all, 1 before and after the write-ahead log is moved into the file.</summary>
    public int Synchronous => (int)Scalar("PRAGMA synchronous");

    /// <summary>Chooses the page size of an empty file.</summary>
    public void ChoosePageSize() => Execute($"PRAGMA page_size={PageSize}");

    /// <summary>
    /// Puts changes into a write-ahead log, before a transaction: readers and a writer do not wait for each other. SQLite keeps its
    /// rollback journal where the file system has no shared memory, or another process is in the file.
    /// </summary>
    public void UseWriteAheadLog() => _ = sqlite3_exec(_connection, "PRAGMA journal_mode=WAL");

    /// <summary>
    /// Has the next transactions write to the file itself, what was there before lying in a journal until they are through: what is
    /// only added is written once, not to a log and then to the file.
    /// </summary>
    public void UseRollbackJournal() => _ = sqlite3_exec(_connection, "PRAGMA journal_mode=DELETE");

    /// <summary>True when another file says more about a database than its own: a write-ahead log, or a journal that a killed writer left.</summary>
    public static bool HasCompanion(string path) =>
        new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } || new FileInfo(path + "-journal") is { Exists: true, Length: > 0 };

    /// <summary>Creates the tables, within the caller's transaction.</summary>
    public void CreateTables(int version)
    {
        foreach (var kind in Enum.GetValues<BlockKind>())
        {
            if (kind != BlockKind.Title) CreateTable(kind);
        }

        Execute($"PRAGMA application_id={ApplicationId}");
        Execute($"PRAGMA user_version={version}");
    }

    public void BeginRead() => Execute("BEGIN");

    /// <summary>Takes the write lock, waiting for other processes as long as the connection was told to.</summary>
    /// <remarks>
    /// SQLite syncs the head of a write-ahead log before what follows it, lest a crash leave a new head before old frames. A log
    /// without frames has no old ones, so that wait is left out there; the log is synced as ever before it is moved into the file.
    /// </remarks>
    public void BeginWrite()
    {
        _isUnsynced = IsWithoutFrames && UsesWriteAheadLog;
        if (_isUnsynced) Execute("PRAGMA synchronous=OFF");
        Execute("BEGIN IMMEDIATE");
        if (!_isUnsynced || IsWithoutFrames) return;
        Rollback(); // another process began the log in between
        Execute("BEGIN IMMEDIATE");
    }

    public void Commit()
    {
        Execute("COMMIT");
        Sync();
    }

    /// <summary>Ends a transaction without a trace; does nothing outside of one.</summary>
    public void Rollback()
    {
        if (InTransaction) _ = sqlite3_exec(_connection, "ROLLBACK");
        Sync();
    }

    /// <summary>The block, or null where there is none.</summary>
    public byte[]? Read(BlockKind kind, long id)
    {
        var statement = _reads[(int)kind] ??= Prepare($"SELECT data FROM {s_tables[(int)kind]} WHERE id=?1");
        try
        {
            sqlite3_bind_int64(statement, 1, id);
            return Step(statement) ? sqlite3_column_blob(statement, 0).ToArray() : null;
        }
        finally
        {
            _ = sqlite3_reset(statement);
        }
    }

    /// <summary>Visits every block of a table in the order of their numbers.</summary>
    public void ReadAll(BlockKind kind, BlockVisitor visit)
    {
        if (!HasTable(kind)) return;
        using var statement = Prepare($"SELECT id, data FROM {s_tables[(int)kind]} ORDER BY id");
        while (Step(statement)) visit(sqlite3_column_int64(statement, 0), sqlite3_column_blob(statement, 1));
    }

    public void Write(BlockKind kind, long id, ReadOnlySpan<byte> block)
    {
        if (!HasTable(kind)) CreateTable(kind);
        var statement = _writes[(int)kind] ??= Prepare($"INSERT OR REPLACE INTO {s_tables[(int)kind]}(id, data) VALUES(?1, ?2)");
        try
        {
            sqlite3_bind_int64(statement, 1, id);
            Check(sqlite3_bind_blob(statement, 2, block));
            Step(statement);
        }
        finally
        {
            _ = sqlite3_reset(statement);
        }
    }

    public void Delete(BlockKind kind, long id) => Execute($"DELETE FROM {s_tables[(int)kind]} WHERE id={id}");

    public void DeleteAll(BlockKind kind)
    {
        if (HasTable(kind)) Execute($"DELETE FROM {s_tables[(int)kind]}");
    }

    /// <summary>Lets what is deleted from now on be overwritten, so that it is in none of the file's free pages.</summary>
    public void OverwriteDeleted() => Execute("PRAGMA secure_delete=ON");

    /// <summary>Moves the whole write-ahead log into the file and empties it, waiting for others as long as the connection was told to.</summary>
    public void EmptyLog() => _ = sqlite3_wal_checkpoint_v2(_connection, null, SQLITE_CHECKPOINT_TRUNCATE, out _, out _);

    /// <summary>Moves what it can of the write-ahead log into the file, without waiting for readers or holding up writers; the last process to close does the rest.</summary>
    public void Checkpoint() => _ = sqlite3_wal_checkpoint_v2(_connection, null, SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <summary>SQLite's own check of the whole file; null where it finds nothing.</summary>
    public string? FindStructuralDamage()
    {
        using var statement = Prepare("PRAGMA integrity_check(5)");
        var first = Step(statement) ? sqlite3_column_text(statement, 0).utf8_to_string() : "no answer";
        return first == "ok" ? null : first;
    }

    /// <summary>Writes a compact copy of everything committed to a file that must not exist.</summary>
    public void CopyTo(string target) => Execute($"VACUUM INTO '{target.Replace("'", "''", StringComparison.Ordinal)}'");

    public void Execute(string sql) => Check(sqlite3_exec(_connection, sql));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _reads) statement?.Dispose();
        foreach (var statement in _writes) statement?.Dispose();
        _connection.Dispose();
    }

    /// <summary>Takes one block; the span is only valid during the call.</summary>
    public delegate void BlockVisitor(long id, ReadOnlySpan<byte> block);

    private bool IsWithoutFrames => new FileInfo(_path + "-wal") is not { Exists: true, Length: > 0 };

    private bool UsesWriteAheadLog
    {
        get
        {
            using var statement = Prepare("PRAGMA journal_mode");
            return Step(statement) && sqlite3_column_text(statement, 0).utf8_to_string() == "wal";
        }
    }

    private void Sync()
    {
        if (_isUnsynced) _ = sqlite3_exec(_connection, "PRAGMA synchronous=NORMAL");
        _isUnsynced = false;
    }

    private static void Initialise()
    {
        lock (s_initialisation)
        {
            if (s_initialised) return;
            Batteries_V2.Init();
            s_initialised = true;
        }
    }

    private bool HasTable(BlockKind kind) =>
        kind != BlockKind.Title || _writes[(int)kind] is not null || Scalar($"SELECT count(*) FROM sqlite_master WHERE name='{s_tables[(int)kind]}'") > 0;

    private void CreateTable(BlockKind kind) => Execute($"CREATE TABLE {s_tables[(int)kind]}(id INTEGER PRIMARY KEY, data BLOB NOT NULL)");

    private sqlite3_stmt Prepare(string sql)
    {
        Check(sqlite3_prepare_v2(_connection, sql, out var statement));
        return statement;
    }

    private bool Step(sqlite3_stmt statement)
    {
        var code = sqlite3_step(statement);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) Check(code);
        return false;
    }

    private long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return Step(statement) ? sqlite3_column_int64(statement, 0) : 0;
    }

    private void Check(int code)
    {
        if (code == SQLITE_OK) return;
        var text = sqlite3_errmsg(_connection).utf8_to_string();
        var problem = (code & 0xFF) switch
        {
            SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_ERROR or SQLITE_SCHEMA or SQLITE_MISMATCH or SQLITE_CONSTRAINT or SQLITE_TOOBIG => HistoryProblem.Damaged,
            SQLITE_BUSY or SQLITE_LOCKED => HistoryProblem.Busy,
            _ => HistoryProblem.Unavailable,
        };
        throw new HistoryException(problem, $"{_path}: {text} (SQLite {code}).");
    }
}

// OpenCode may be writing while its database is read. A read-only connection takes part in SQLite's own protocol, so it
// sees the last commit, the -wal included, and never blocks the writer. Where the folder cannot be written, SQLite may refuse
// that (it needs to mark in the -shm file beside it what it reads). A database that has not changed for a while and has no
// -wal is then read in place as "immutable", which looks at nothing else; any other from a private copy.

using Microsoft.Data.Sqlite;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>Opens an OpenCode database for reading, whoever else has it open.</summary>
internal sealed class OpenCodeDatabase : IDisposable
{
    private const int CannotOpen = 14;
    private const int Perm = 3;
    private const int ReadOnly = 8;
    private const int BusySeconds = 5;
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(1);

    private static readonly Lazy<bool> s_provider = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    private readonly string? _copy;

    private readonly SqliteTransaction _transaction;

    private OpenCodeDatabase((SqliteConnection Connection, SqliteTransaction Transaction) open, string? copy)
    {
        (Connection, _transaction) = open;
        _copy = copy;
    }

    /// <summary>The open connection, in a transaction that has read once: everything read from it is the state of one moment.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>Opens <paramref name="path"/>.</summary>
    /// <exception cref="SqliteException">It is not a database, is damaged, or stayed locked.</exception>
    /// <exception cref="IOException">A private copy was needed and could not be made.</exception>
    public static OpenCodeDatabase Open(string path)
    {
        _ = s_provider.Value;
        try
        {
            return new(Connect(path, SqliteOpenMode.ReadOnly), null);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is CannotOpen or Perm or ReadOnly)
        {
            var wal = new FileInfo(path + "-wal");
            var isSettled = !(wal.Exists && wal.Length > 0) && DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > s_settled;
            return isSettled ? OpenImmutable(path) : OpenCopy(path);
        }
    }

    /// <summary>Opens a database nobody writes to, in a folder that cannot be written.</summary>
    internal static OpenCodeDatabase OpenImmutable(string path)
    {
        _ = s_provider.Value;
        return new(Connect($"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly), null);
    }

    /// <summary>Opens a private copy of a database and its <c>-wal</c>.</summary>
    internal static OpenCodeDatabase OpenCopy(string path)
    {
        _ = s_provider.Value;
        var folder = Directory.CreateTempSubdirectory("toktrack-").FullName;
        try
        {
            var copy = Path.Combine(folder, "opencode.db");
            OpenCodeCopy.Make(path, copy, TimeSpan.FromSeconds(BusySeconds));
            return new(Connect(copy, SqliteOpenMode.ReadWrite), folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transaction.Dispose();
        Connection.Dispose();
        if (_copy is not null) Directory.Delete(_copy, recursive: true);
    }

    private static (SqliteConnection, SqliteTransaction) Connect(string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            // Begun before the first read: a reader that was let in once may be refused the next time.
            var transaction = connection.BeginTransaction(deferred: true);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            _ = command.ExecuteScalar();
            return (connection, transaction);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

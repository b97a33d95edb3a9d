// OpenCode may be writing while its database is read. A read-only connection takes part in SQLite's own protocol, so it
// sees the last commit, the -wal included, and never blocks the writer. Only where the folder cannot be written does
// SQLite refuse that (it needs the -shm file beside it): then nobody else is writing either, and the file is read as
// immutable; or, if a -wal is left there, from a private copy, because "immutable" would overlook the -wal.

using Microsoft.Data.Sqlite;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>Opens an OpenCode database for reading, whoever else has it open.</summary>
internal sealed class OpenCodeDatabase : IDisposable
{
    private const int CannotOpen = 14;
    private const int Perm = 3;
    private const int ReadOnly = 8;
    private const int BusySeconds = 5;

    private static readonly Lazy<bool> s_provider = new(() =>
    {
        SQLitePCL.Batteries_V2.Init();
        return true;
    });

    private readonly string? _copy;

    private OpenCodeDatabase(SqliteConnection connection, string? copy)
    {
        Connection = connection;
        _copy = copy;
    }

    /// <summary>The open connection; the database has been read from once, so that it is one.</summary>
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
            return wal.Exists && wal.Length > 0 ? OpenCopy(path) : OpenImmutable(path);
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
            CopyShared(path, copy);
            if (File.Exists(path + "-wal")) CopyShared(path + "-wal", copy + "-wal");
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
        Connection.Dispose();
        if (_copy is not null) Directory.Delete(_copy, recursive: true);
    }

    private static SqliteConnection Connect(string source, SqliteOpenMode mode)
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
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            _ = command.ExecuteScalar();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CopyShared(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        source.CopyTo(target);
    }
}

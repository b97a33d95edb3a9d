using Microsoft.Data.Sqlite;

namespace Toktrack.Tool.Demo.OpenCode;

/// <summary>The database of newer versions, with the tables and columns that matter and the ones that repeat their tokens.</summary>
internal sealed class OpenCodeDatabaseFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _session;
    private readonly SqliteCommand _message;
    private readonly SqliteCommand _part;

    /// <summary>Makes an empty database at <paramref name="path"/>.</summary>
    public OpenCodeDatabaseFile(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        File.Delete(path);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using (var create = _connection.CreateCommand())
        {
            create.CommandText = """
                PRAGMA synchronous = OFF;
                CREATE TABLE session(id TEXT PRIMARY KEY, project_id TEXT NOT NULL, parent_id TEXT, slug TEXT NOT NULL, directory TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL);
                CREATE TABLE message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
                CREATE TABLE part(id TEXT PRIMARY KEY, message_id TEXT NOT NULL, session_id TEXT NOT NULL, time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
                """;
            create.ExecuteNonQuery();
        }

        _transaction = _connection.BeginTransaction();
        _session = Prepare("INSERT INTO session VALUES($0, 'prj_1', NULL, $1, $2, $3, '1.16.0', $4, $4)", 5);
        _message = Prepare("INSERT INTO message VALUES($0, $1, $2, $2, $3)", 4);
        _part = Prepare("INSERT INTO part VALUES($0, $1, $2, $3, $3, $4)", 5);
    }

    /// <summary>Adds a session.</summary>
    public void AddSession(string id, string slug, string folder, string title, long time) => Insert(_session, id, slug, folder, title, time);

    /// <summary>Adds a message, and the part that states its tokens once more.</summary>
    public void AddMessage(in OpenCodeMessage message, string text)
    {
        Insert(_message, message.Id, message.Session, message.Time, message.Json(withIds: false));
        Insert(_part, message.Id + "_t", message.Id, message.Session, message.Time, $"{{\"type\":\"text\",\"text\":\"{text}\"}}");
        Insert(_part, message.Id + "_f", message.Id, message.Session, message.Time,
            $"{{\"type\":\"step-finish\",\"tokens\":{{\"input\":{message.Input},\"output\":{message.Output},\"reasoning\":{message.Reasoning},\"cache\":{{\"write\":{message.CacheWrite},\"read\":{message.CacheRead}}}}},\"cost\":0}}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transaction.Commit();
        _session.Dispose();
        _message.Dispose();
        _part.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
        }

        return command;
    }

    private static void Insert(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Toktrack.Scanner.Tests.Sources.OpenCode;

/// <summary>Writes a database as OpenCode does: WAL mode, one connection that stays open.</summary>
internal sealed class OpenCodeScript : IDisposable
{
    private readonly SqliteConnection _connection;

    public OpenCodeScript(string path, bool withUpdated = true, bool wal = true, bool isNew = true)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        Path = path;
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        HasUpdated = withUpdated;
        Run($"PRAGMA journal_mode={(wal ? "wal" : "delete")}; PRAGMA synchronous=OFF");
        if (!isNew) return;
        Run($"""
            CREATE TABLE IF NOT EXISTS session(id TEXT PRIMARY KEY, project_id TEXT, parent_id TEXT, directory TEXT NOT NULL, title TEXT NOT NULL, tokens_input INTEGER DEFAULT 999);
            CREATE TABLE IF NOT EXISTS message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL{(withUpdated ? ", time_created INTEGER, time_updated INTEGER" : "")}, data TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS part(id TEXT PRIMARY KEY, message_id TEXT, data TEXT);
            CREATE TABLE IF NOT EXISTS event(id TEXT PRIMARY KEY, data TEXT);
            """);
    }

    public string Path { get; }

    private bool HasUpdated { get; }

    public OpenCodeScript Session(string id, string? parent = null, string title = "A title", string folder = "/home/me/work") =>
        Run("INSERT INTO session(id, parent_id, directory, title) VALUES ($a, $b, $c, $d)", id, parent, folder, title);

    /// <summary>Inserts or replaces an assistant's message.</summary>
    public OpenCodeScript Message(string id, string session, long created, long input, long output, long updated = 0, string model = "glm-5", double cost = 0, string? data = null)
    {
        data ??= Data(created, input, output, model, cost);
        if (!HasUpdated) return Run("INSERT OR REPLACE INTO message(id, session_id, data) VALUES ($a, $b, $c)", id, session, data);
        var time = (updated == 0 ? created : updated).ToString(CultureInfo.InvariantCulture);
        return Run($"INSERT INTO message(id, session_id, time_created, time_updated, data) VALUES ($a, $b, {created}, {time}, $c) ON CONFLICT(id) DO UPDATE SET data = excluded.data, time_updated = excluded.time_updated", id, session, data);
    }

    public static string Data(long created, long input, long output, string model = "glm-5", double cost = 0, string extra = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"{{{extra}\"parentID\":\"msg_0\",\"role\":\"assistant\",\"mode\":\"build\",\"path\":{{\"cwd\":\"/elsewhere\",\"root\":\"/\"}},\"cost\":{cost},\"tokens\":{{\"total\":1,\"input\":{input},\"output\":{output},\"reasoning\":2,\"cache\":{{\"write\":3,\"read\":4}}}},\"modelID\":\"{model}\",\"providerID\":\"p\",\"time\":{{\"created\":{created},\"completed\":{created + 5000}}},\"finish\":\"stop\"}}");

    public OpenCodeScript Run(string sql, params string?[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + (char)('a' + i), (object?)values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
        return this;
    }

    public void Dispose() => _connection.Dispose();
}

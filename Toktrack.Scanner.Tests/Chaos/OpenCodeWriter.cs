using System.Text;
using Microsoft.Data.Sqlite;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>OpenCode: message files, and a database whose rows are inserted, go on, are deleted, and which is itself deleted and begun anew.</summary>
internal sealed class OpenCodeWriter : ChaosWriter, IDisposable
{
    private const string Session = "ses_a";

    private readonly string _folder;
    private readonly Queue<string> _files = [];
    private SqliteConnection? _connection;
    private (int Number, DateTime Time, TokenCounts Tokens)? _open;

    public OpenCodeWriter(string home, ChaosTruth truth, ChaosTool tool, ulong seed)
        : base(home, truth, tool, seed)
    {
        SQLitePCL.Batteries_V2.Init();
        _folder = Directory.CreateDirectory(Path.Combine(home, ".local", "share", "opencode")).FullName;
    }

    private string Database => Path.Combine(_folder, "opencode.db");

    public override void Finish() => Close();

    public void Dispose() => Close();

    protected override string Act()
    {
        switch (Dice.Below(100))
        {
            case < 30:
                var path = Path.Combine(_folder, "storage", "message", Session, $"msg_f{Next()}.json");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var (time, tokens) = (Time(), Tokens());
                Put(path, time, tokens with { Output = 0 }, done: false);
                if (Dice.OneIn(2)) Thread.Sleep(Dice.Below(30));
                Put(path, time, tokens, done: true);
                State("opencode", Path.GetFileName(path), time, "glm-5", Session, tokens);
                _files.Enqueue(path);
                return "file";
            case < 60:
                _open = (Next(), Time(), Tokens());
                Row(Dice.OneIn(2));
                return "row";
            case < 90:
                if (_open is null) return "nothing";
                Row(true);
                return "row goes on";
            case < 93:
                if (_files.Count < 30) return "nothing";
                Tool.Settle();
                while (_files.Count > 5) File.Delete(_files.Dequeue());
                return "delete files";
            case < 96:
                if (_connection is null) return "nothing";
                Tool.Settle();
                Run("DELETE FROM message WHERE rowid % 2 = 0");
                _open = null;
                return "delete rows";
            case < 98:
                Close();
                return "close";
            default:
                Close();
                Tool.Settle();
                foreach (var end in (string[])["", "-wal", "-shm"]) File.Delete(Database + end);
                return "delete database";
        }
    }

    private void Row(bool done)
    {
        var (number, time, tokens) = _open!.Value;
        if (!done) tokens.Output = 0;
        else tokens.Output += Dice.Below(100);
        _open = (number, time, tokens);
        Run(
            "INSERT INTO message VALUES ($a, $b, $c, $d, $e) ON CONFLICT(id) DO UPDATE SET data = excluded.data, time_updated = excluded.time_updated",
            $"msg_r{number}", Session, Milliseconds(time), Milliseconds(Time()), Data(time, tokens, done));
        State("opencode", $"msg_r{number}", time, "glm-5", Session, tokens);
    }

    private void Put(string path, DateTime time, TokenCounts tokens, bool done)
    {
        var bytes = Encoding.UTF8.GetBytes(Data(time, tokens, done));
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var first = Dice.Below(bytes.Length);
        stream.Write(bytes, 0, first);
        stream.Flush();
        if (Dice.OneIn(3)) Thread.Sleep(Dice.Below(20));
        stream.Write(bytes, first, bytes.Length - first);
    }

    private string Data(DateTime time, in TokenCounts tokens, bool done) =>
        $"{{\"role\":\"assistant\",\"sessionID\":\"{Session}\",\"modelID\":\"glm-5\",\"cost\":0,\"tokens\":{{\"input\":{tokens.Input},\"output\":{tokens.Output},\"reasoning\":0,\"cache\":{{\"read\":{tokens.CacheRead},\"write\":{tokens.CacheWrite5m}}}}},\"summary\":\"{Prose()}\",\"time\":{{\"created\":{Milliseconds(time)}{(done ? ",\"completed\":1900000000000" : "")}}}}}";

    private static long Milliseconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeMilliseconds();

    private void Run(string sql, params object[] values)
    {
        if (_connection is null)
        {
            _connection = new(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false, DefaultTimeout = 60 }.ToString());
            _connection.Open();
            Run("PRAGMA journal_mode=wal");
            Run("CREATE TABLE IF NOT EXISTS session(id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT); CREATE TABLE IF NOT EXISTS message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER, time_updated INTEGER, data TEXT)");
        }

        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + (char)('a' + i), values[i]);
        command.ExecuteNonQuery();
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
        _open = null;
    }
}

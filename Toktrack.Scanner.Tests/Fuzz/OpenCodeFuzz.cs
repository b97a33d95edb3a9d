using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Toktrack.Scanner.Tests.Reference;
using static Toktrack.Scanner.Tests.Fuzz.JsonNode;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>OpenCode's folder while it is used: message files, a database whose rows come and change, sessions, forks, copies under the same and under new ids.</summary>
internal sealed class OpenCodeFuzz : IDisposable
{
    private static readonly (string Id, string? Folder, bool Forked)[] s_sessions = [("ses_a", "/home/me/work", false), ("ses_b", "/home/me/work", true), ("ses_c", null, false)];

    private static readonly Dictionary<string, (string? Folder, bool Forked)> s_known = s_sessions.ToDictionary(s => s.Id, s => (s.Folder, s.Forked));

    private readonly Dictionary<string, byte[]> _seen = [];
    private readonly string _folder;
    private readonly Dice _dice;
    private readonly bool _damaged;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Dictionary<string, (long Row, string Session, long Created, byte[] Data)> _rows = [];
    private readonly List<(string Session, long Created, byte[] Data)> _messages = [];
    private long _clock = 1_780_000_000_000;
    private int _id;

    public OpenCodeFuzz(string folder, bool damaged, Dice dice)
    {
        SQLitePCL.Batteries_V2.Init();
        (_folder, _damaged, _dice) = (folder, damaged, dice);
        Directory.CreateDirectory(folder);
        _connection = new(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        _connection.Open();
        Run("PRAGMA journal_mode=wal; PRAGMA synchronous=OFF");
        Run("CREATE TABLE session(id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT)");
        Run("CREATE TABLE message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER, time_updated INTEGER, data)");
        foreach (var (id, directory, forked) in s_sessions)
        {
            Run("INSERT INTO session VALUES ($a, $b, $c, 'a title')", id, forked ? "ses_a" : null, directory);
            var json = $"{{\"id\":\"{id}\",{(directory is null ? "" : $"\"directory\":\"{directory}\",")}{(forked ? "\"parentID\":\"ses_a\"," : "")}\"title\":\"a title\"}}";
            Put(Path.Combine("storage", "session", "p", id + ".json"), Encoding.UTF8.GetBytes(json));
        }
    }

    /// <summary>Messages written, each state of a row once.</summary>
    public long Lines { get; private set; }

    private string Database => Path.Combine(_folder, "opencode.db");

    /// <summary>Goes on for <paramref name="messages"/> messages.</summary>
    public void Go(int messages)
    {
        using var transaction = _connection.BeginTransaction();
        for (var i = 0; i < messages; i++)
        {
            _clock += _dice.Below(5000);
            Lines++;
            if (_rows.Count > 0 && _dice.OneIn(4)) Change();
            else if (_dice.OneIn(3)) File();
            else Row();
        }

        transaction.Commit();
    }

    /// <summary>Someone looks: what rows state now is known for good, also when they state nothing later.</summary>
    public void See()
    {
        foreach (var (id, row) in _rows)
        {
            var reading = new PlainReading();
            Read(id, row.Data, reading);
            if (reading.Records.Count > 0) _seen[id] = row.Data;
        }
    }

    /// <summary>What it all says now, or (<paramref name="ever"/>) has said whenever someone looked.</summary>
    public PlainReading Read(bool ever)
    {
        var reading = new PlainReading();
        foreach (var (path, data) in _files) PlainOpenCodeReader.Read(data, path, null, s_known, reading);
        foreach (var (id, row) in _rows) Read(id, ever ? _seen.GetValueOrDefault(id, row.Data) : row.Data, reading);
        return reading;
    }

    private void Read(string id, byte[] data, PlainReading reading)
    {
        var row = _rows[id];
        PlainOpenCodeReader.Read(data, Database, (row.Row, id, row.Session, row.Created), s_known, reading);
    }

    public void Dispose() => _connection.Dispose();

    private void Row()
    {
        var (session, created, data) = Message();
        var id = "msg_" + _id++;
        if (_dice.OneIn(6) && _files.Count > 0) id = Path.GetFileNameWithoutExtension(_files.Keys.ElementAt(_dice.Below(_files.Count)));
        if (_rows.ContainsKey(id)) id = "msg_" + _id++;
        Run("INSERT INTO message VALUES ($a, $b, $c, $d, $e)", id, session, created, _clock, Data(data));
        _rows[id] = (_rows.Count + 1, session, created, data);
    }

    // A row is restated at a later time: the same message, further on.
    private void Change()
    {
        var (id, row) = _rows.ElementAt(_dice.Below(_rows.Count));
        var data = Write(row.Session, row.Created);
        Run("UPDATE message SET data = $a, time_updated = $b WHERE id = $c", Data(data), _clock += 1, id);
        _rows[id] = row with { Data = data };
    }

    private void File()
    {
        var (session, _, data) = Message();
        var path = Path.Combine("storage", "message", session, $"msg_{_id++}.json");
        Put(path, data);
        _files[Path.Combine(_folder, path)] = data;
    }

    // New, or a copy of an earlier one in another session: under a new id.
    private (string Session, long Created, byte[] Data) Message()
    {
        var session = s_sessions[_dice.Below(s_sessions.Length)].Id;
        if (_messages.Count > 0 && _dice.OneIn(5))
        {
            var copy = _dice.PickFrom(_messages);
            return (session, copy.Created, copy.Data);
        }

        var created = _dice.OneIn(40) ? 0 : _clock;
        var message = (session, created, Write(session, created));
        _messages.Add(message);
        return message;
    }

    private byte[] Write(string session, long created)
    {
        var message = Object(
            ("role", Of(_dice.OneIn(8) ? "\"user\"" : "\"assistant\"")), ("sessionID", Of($"\"{session}\"")), ("path", _dice.OneIn(5) ? Of("\"/old\"") : Object(("cwd", Made(ClaudeValues.Folder)), ("root", Of("\"/\"")))),
            ("cost", Made(ClaudeValues.Cost)), ("tokens", Object(("total", Of("1")), ("input", Made(ClaudeValues.Count)), ("output", Made(ClaudeValues.Count)), ("reasoning", Made(ClaudeValues.Count)),
                ("cache", Object(("write", Made(ClaudeValues.Count)), ("read", Made(ClaudeValues.Count)))))),
            ("modelID", Of(_dice.Pick<string>(["\"glm-5\"", "\"gpt-5\"", "\"\"", "null"]))), ("model", Object(("providerID", Of("\"p\"")), ("modelID", Of("\"nested\"")))), ("summary", Made(ClaudeValues.Prose)));
        message.Renew(_dice);
        for (var edits = _dice.OneIn(5) ? _dice.Between(1, 2) : 0; edits > 0; edits--) LineEdits.Apply(message, _dice);

        // Never edited: a message that changes its time or session is another one.
        message.Members!.RemoveAll(m => m.Key.AsSpan().SequenceEqual("sessionID"u8) || m.Key.AsSpan().SequenceEqual("id"u8));
        message.Members.Add(("sessionID"u8.ToArray(), Of($"\"{session}\"")));
        message.Members.Add(("time"u8.ToArray(), Of(created == 0 ? "{}" : string.Create(CultureInfo.InvariantCulture, $"{{\"created\":{created},\"completed\":{(_dice.OneIn(3) ? "null" : created + 5)}}}"))));
        var text = new ByteText();
        message.Write(text, _dice, _dice.OneIn(8) ? 6 : 0);
        var whole = text.Span.ToArray();
        if (!_damaged || !_dice.OneIn(6)) return whole;
        LineDamage.Apply(text, _dice);
        var reading = new PlainReading();
        PlainOpenCodeReader.Read(text.Span, Database, null, s_known, reading);
        var isSame = reading.Records.Count == 0 || (reading.Records[0].Time == DateTime.UnixEpoch.Ticks + (created * TimeSpan.TicksPerMillisecond) && reading.Records[0].Session == session);
        return isSame && reading.WithoutTime == 0 ? text.Span.ToArray() : whole;
    }

    // Text where it is text.
    private static object Data(byte[] data)
    {
        var text = Encoding.UTF8.GetString(data);
        return !text.Contains('\0') && Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(data) ? text : data;
    }

    private void Put(string name, byte[] data)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, data);
    }

    private void Run(string sql, params object?[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("$" + (char)('a' + i), values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}

using System.Globalization;
using System.Text;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.History;

/// <summary>
/// Random histories of the logs of all four CLIs: what programs, users, backups and clocks do to them, with runs in between.
/// After every run the ledger must hold what one scan over every line ever seen gives. Files stay below the length that is
/// hashed whole, so a change in place must be seen also where the file grew since.
/// </summary>
internal sealed class HistoryModel : IDisposable
{
    private static readonly (string Path, ModelKind Kind)[] s_files =
    [
        (".claude/projects/-p/a.jsonl", ModelKind.Claude),
        (".claude/projects/-p/b.jsonl", ModelKind.Claude),
        (".claude/projects/-p/c.jsonl", ModelKind.Claude),
        (".claude/projects/-p/sub/d.jsonl", ModelKind.Claude),
        (".claude/projects/-p/sub/e.jsonl", ModelKind.Claude),
        (".codex/sessions/2026/03/01/rollout-1.jsonl", ModelKind.Codex),
        (".codex/sessions/2026/03/01/rollout-2.jsonl", ModelKind.Codex),
        (".codex/archived_sessions/rollout-1.jsonl", ModelKind.Codex),
        (".gemini/tmp/p/chats/session-1.jsonl", ModelKind.GeminiStream),
        (".gemini/tmp/p/chats/session-2.jsonl", ModelKind.GeminiStream),
        (".gemini/tmp/p/chats/session-1.json", ModelKind.GeminiDocument),
        (".gemini/tmp/p/chats/session-3.json", ModelKind.GeminiDocument),
        (".local/share/opencode/storage/message/ses_1/msg_1.json", ModelKind.OpenCodeMessage),
        (".local/share/opencode/storage/message/ses_1/msg_2.json", ModelKind.OpenCodeMessage),
    ];

    private readonly Random _random;
    private readonly LedgerHome _home = new();
    private readonly List<(ModelKind Kind, byte[] Content, DateTime Time)> _graves = [];
    private readonly StringBuilder _story;
    private long _requests;
    private int _messages;

    private HistoryModel(int seed)
    {
        _random = new(seed);
        _story = new($"seed {seed}:");
        foreach (var (path, _) in s_files) Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
    }

    /// <summary>Plays one history.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">The ledger is wrong.</exception>
    public static void Play(int seed, int steps = 14)
    {
        using var model = new HistoryModel(seed);
        for (var step = 0; step < steps; step++) model.Step();
        model.End();
    }

    public void Dispose() => _home.Dispose();

    private void Step()
    {
        for (var acts = _random.Next(1, 5); acts > 0; acts--) _story.Append(' ').Append(Act()).Append(';');
        if (_random.Next(4) == 0) Thread.Sleep(25); // older than the clock's tick: the files count as settled
        Run();
    }

    private void Run()
    {
        _story.Append(" run;");
        var outcome = _home.Run();
        Same(outcome.Scan.Snapshot);
        outcome.Warnings.Should().BeEmpty(_story.ToString());
        // Of the others a response may turn out to be the copy of one that is found later.
        var now = outcome.Scan.Snapshot.Slots.Where(s => s.Source == SourceId.ClaudeCode).Sum(s => (long)s.Requests);
        now.Should().BeGreaterThanOrEqualTo(_requests, _story.ToString());
        _requests = now;
    }

    private void End()
    {
        Thread.Sleep(15);
        _home.Run();
        _home.Run().Scan.Statistics.FilesRead.Should().Be(0, _story.ToString());
        using var store = _home.Open();
        Same(store.Snapshot);
        LedgerVerifier.Check(store.Database).Should().BeEmpty(_story.ToString());
        Directory.GetFiles(_home.Home.Folder, "*.tmp", SearchOption.AllDirectories).Should().BeEmpty();
    }

    private void Same(UsageSnapshot ledger)
    {
        var (found, expected) = (LedgerHome.Canonical(ledger), LedgerHome.Canonical(_home.Oracle()));
        if (found.SequenceEqual(expected)) return;
        var lacking = string.Join('\n', expected.Except(found));
        var invented = string.Join('\n', found.Except(expected));
        throw new Xunit.Sdk.XunitException($"{_story}\nlacking:\n{lacking}\ninvented:\n{invented}");
    }

    private string Act()
    {
        // Half of what happens happens to Claude Code's logs.
        var index = _random.Next(2) == 0 ? _random.Next(5) : _random.Next(s_files.Length);
        var (name, kind) = s_files[index];
        var path = PathOf(name);
        var act = _random.Next(14);
        if (act < 3 && kind >= ModelKind.GeminiDocument) act = 10;
        if (act is > 3 and < 13 && act != 10 && !File.Exists(path)) return "nothing";
        switch (act)
        {
            case 0 or 1:
                for (var lines = _random.Next(1, 5); lines > 0; lines--) AppendBytes(path, Encoding.UTF8.GetBytes(ModelLines.Next(kind, _random)));
                return $"append {name}";
            case 2:
                // Cut anywhere: within a line, a streamed group, a character. What follows is glued to it, as after a crash, or completes it.
                var bytes = Encoding.UTF8.GetBytes(ModelLines.Next(kind, _random));
                var cut = _random.Next(1, bytes.Length);
                AppendBytes(path, bytes[..cut]);
                if (_random.Next(2) == 0)
                {
                    Run();
                    AppendBytes(path, bytes[cut..]);
                }

                return $"append-part {name} {cut}";
            case 3:
                var graves = _graves.Where(g => g.Kind == kind).ToList();
                if (graves.Count == 0) return "nothing";
                var (_, content, time) = graves[_random.Next(graves.Count)];
                File.WriteAllBytes(path, content);
                File.SetLastWriteTimeUtc(path, time);
                return $"restore {name}";
            case 4:
                Bury(kind, path);
                File.Delete(path);
                return $"delete {name}";
            case 5 or 6:
                var others = s_files.Where(f => f.Kind == kind && f.Path != name).ToList();
                var other = others[_random.Next(others.Count)].Path;
                if (act == 5) File.Copy(path, PathOf(other), overwrite: true);
                else File.Move(path, PathOf(other), overwrite: true);
                return $"{(act == 5 ? "copy" : "move")} {name} {other}";
            case 7:
                Bury(kind, path);
                using (var stream = new FileStream(path, FileMode.Open)) stream.SetLength(_random.NextInt64(stream.Length + 1));
                return $"truncate {name}";
            case 8 or 9:
                return Edit(path, putBackTime: act == 8) ? $"edit {name}" : "nothing";
            case 10:
                var count = kind >= ModelKind.GeminiDocument ? 1 : _random.Next(6);
                File.WriteAllText(path, string.Concat(Enumerable.Range(0, count).Select(_ => ModelLines.Next(kind, _random))));
                return $"rewrite {name}";
            case 11:
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(_random.Next(-4000, 4000)));
                return $"clock {name}";
            case 12:
                var temporary = path + ".tmp";
                File.Copy(path, temporary, overwrite: true);
                File.Move(temporary, path, overwrite: true);
                return $"replace {name}";
            default:
                return OpenCodeWrites();
        }
    }

    /// <summary>Another digit in place of one, anywhere: same length, perhaps with the old time put back.</summary>
    private bool Edit(string path, bool putBackTime)
    {
        var old = File.GetLastWriteTimeUtc(path);
        var text = File.ReadAllBytes(path);
        var places = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit((char)text[i])).ToList();
        if (places.Count == 0) return false;
        text[places[_random.Next(places.Count)]] = (byte)('1' + _random.Next(9));
        using (var stream = new FileStream(path, FileMode.Open)) stream.Write(text);
        if (putBackTime) File.SetLastWriteTimeUtc(path, old);
        return true;
    }

    /// <summary>OpenCode inserts messages into its database and finishes earlier ones; now and then it starts anew.</summary>
    private string OpenCodeWrites()
    {
        var path = PathOf(".local/share/opencode/opencode.db");
        if (_random.Next(8) == 0)
        {
            foreach (var file in new[] { path, path + "-wal", path + "-shm" }) File.Delete(file);
            return "delete opencode.db";
        }

        using var database = File.Exists(path) ? new OpenCodeScript(path, isNew: false) : new OpenCodeScript(path).Session("ses_db");
        var created = 1_772_400_000_000 + (_messages * 60_000L);
        if (_messages > 0 && _random.Next(3) == 0) database.Message(Id(_random.Next(_messages)), "ses_db", created - 600_000, _random.Next(1, 90), 7, updated: created);
        database.Message(Id(_messages++), "ses_db", created, _random.Next(1, 90), 5);
        return "write opencode.db";

        static string Id(int number) => "msg_db" + number.ToString(CultureInfo.InvariantCulture);
    }

    private void Bury(ModelKind kind, string path) => _graves.Add((kind, File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path)));

    private string PathOf(string name) => Path.Combine(_home.Folder, name);

    private static void AppendBytes(string path, byte[] bytes)
    {
        using var stream = new FileStream(path, FileMode.Append);
        stream.Write(bytes);
    }
}

using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.History;

/// <summary>Every byte of a ledger and of its summaries damaged in turn. The ledger is small, and has every table, all four CLIs and several days.</summary>
public sealed class ByteSweepTests : IDisposable
{
    private const string Earlier =
        """
        {"cli":"claude-code","version":7,"updated_at":1700000000,"summaries":[{"date":"2025-11-01","total_input_tokens":11,"total_output_tokens":22,"total_cache_read_tokens":33,"total_cache_creation_tokens":44,"total_thinking_tokens":0,"total_cost_usd":1.25,
        "models":{"claude-opus-4-5":{"input_tokens":11,"output_tokens":22,"cache_read_tokens":33,"cache_creation_tokens":44,"cost_usd":1.25,"count":3}}}]}
        """;

    private readonly LedgerHome _home = new();
    private readonly byte[] _database;
    private readonly Dictionary<string, byte[]> _summaries;
    private readonly List<string> _whole;
    private readonly List<string> _days;

    public ByteSweepTests()
    {
        Directory.CreateDirectory(_home.Home.Cache);
        File.WriteAllText(Path.Combine(_home.Home.Cache, "claude-code_daily.json"), Earlier);
        var random = new Random(1);
        Write(".claude/projects/-p/a.jsonl", LogLines.Response("m1", 100) + "\n" + LogLines.Response("m2", 200, "2026-03-02T10:00:00Z") + "\n");
        Write(".codex/sessions/2026/03/01/rollout-1.jsonl", Lines(ModelKind.Codex, random));
        Write(".gemini/tmp/p/chats/session-1.jsonl", Lines(ModelKind.GeminiStream, random));
        Write(".local/share/opencode/storage/message/ses_1/msg_1.json", ModelLines.Next(ModelKind.OpenCodeMessage, random));
        _home.Run(observe: false);
        Thread.Sleep(20);
        var outcome = _home.Run(observe: false);
        outcome.Scan.Snapshot.Slots.Select(s => s.Source).Distinct().Should().HaveCount(4);
        _whole = LedgerHome.Canonical(outcome.Scan.Snapshot);
        _days = Days(outcome.Scan.Snapshot);
        _days.Should().HaveCountGreaterThan(7);
        using (var ledger = LedgerDatabase.Open(_home.Home.Database, readOnly: false, 1000))
        {
            foreach (var kind in Enum.GetValues<BlockKind>().Where(k => k != BlockKind.Title)) Places(ledger, kind).Should().NotBeEmpty($"{kind}");
        }

        foreach (var file in Directory.GetFiles(_home.Home.Cache, "*.before-import-*")) File.Delete(file);
        _database = File.ReadAllBytes(_home.Home.Database);
        _summaries = Directory.GetFiles(_home.Home.Cache).ToDictionary(f => f, File.ReadAllBytes);
        _summaries.Should().HaveCount(4);
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Open_EveryByteFlippedInTurn_NeverCrashesNorLosesADaySilently() => Sweep(Amount.Of(397, 1), (bytes, at) => bytes[at] ^= (byte)(1 << (at % 8)));

    [Fact]
    public void Open_EveryByteZeroedInTurn_NeverCrashesNorLosesADaySilently() => Sweep(Amount.Of(389, 3), (bytes, at) => bytes[at] = 0);

    [Fact]
    public void Open_CutAtAnyLength_TellsAndRestores()
    {
        for (var length = 0; length < _database.Length; length += Amount.Of(1531, 61))
        {
            Restore(_database[..length]);
            var (snapshot, notices) = Open();
            Days(snapshot).Should().BeEquivalentTo(_days, $"cut to {length}");
            notices.Should().NotBeEmpty($"cut to {length}");
        }
    }

    /// <summary>What opening does not read (records, the index, paths) is read by a run that touches it.</summary>
    [Fact]
    public void Run_EveryByteOfBlocksThatOnlyMergingReads_IsRestoredAndToldOrHarmless()
    {
        var places = new List<(int Start, int Length)>();
        using (var ledger = LedgerDatabase.Open(_home.Home.Database, readOnly: false, 1000))
        {
            foreach (var kind in new[] { BlockKind.Day, BlockKind.Path, BlockKind.Index }) places.AddRange(Places(ledger, kind));
        }

        var touched = LogLines.Response("m1", 50) + "\n" + LogLines.Response("m2", 50, "2026-03-02T10:00:00Z") + "\n";
        foreach (var at in places.SelectMany(p => Enumerable.Range(p.Start, p.Length)).Where((_, i) => i % Amount.Of(61, 1) == 0))
        {
            var bytes = _database.ToArray();
            bytes[at] ^= (byte)(1 << (at % 8));
            Restore(bytes);
            // The same responses stated again, poorer: nothing may change, but every block of theirs is read.
            Write(".claude/projects/-p/b.jsonl", touched);
            var outcome = _home.Run(observe: false);
            Days(outcome.Scan.Snapshot).Should().BeEquivalentTo(_days, $"byte {at}");
            if (outcome.Warnings.Count == 0) LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(_whole, $"byte {at}");
        }
    }

    [Fact]
    public void Run_EveryByteOfASummaryFlipped_VerifyTellsAndReportsStayWhole()
    {
        foreach (var (path, content) in _summaries)
        {
            for (var at = 0; at < content.Length; at += Amount.Of(41, 1))
            {
                Restore(_database);
                File.WriteAllBytes(path, Flipped(content, at));
                HistoryMaintenance.Verify(_home.Home).Findings.Should().NotBeEmpty($"{path} {at}");
                var (snapshot, _) = Open();
                LedgerHome.Canonical(snapshot).Should().Equal(_whole, $"{path} {at}");
            }
        }
    }

    [Fact]
    public void Open_LedgerLostAndEveryByteOfASummaryFlipped_GivesEveryDayOrTells()
    {
        foreach (var (path, content) in _summaries)
        {
            for (var at = 0; at < content.Length; at += Amount.Of(41, 1))
            {
                Restore([]);
                File.WriteAllBytes(path, Flipped(content, at));
                var (snapshot, notices) = Open();
                var days = Days(snapshot);
                days.Should().BeSubsetOf(_days, $"{path} {at}");
                notices.Should().Contain(n => n.Contains("is damaged", StringComparison.Ordinal), $"{path} {at}");
                // One line at most is lost: one day, of one model or more.
                _days.Except(days).Select(d => d[..10]).Distinct().Count().Should().BeLessThanOrEqualTo(1, $"{path} {at}");
            }
        }
    }

    [Fact]
    public void Open_LedgerLostAndASummaryCut_GivesEveryWholeLineAndTells()
    {
        foreach (var (path, content) in _summaries)
        {
            for (var length = 1; length < content.Length; length += Amount.Of(41, 3))
            {
                Restore([]);
                File.WriteAllBytes(path, content[..length]);
                var (snapshot, notices) = Open();
                Days(snapshot).Should().BeSubsetOf(_days);
                if (!_days.SequenceEqual(Days(snapshot))) notices.Should().Contain(n => n.Contains(path, StringComparison.Ordinal), $"{path} {length}");
            }
        }
    }

    private void Sweep(int stride, Action<byte[], int> damage)
    {
        for (var at = 0; at < _database.Length; at += at < 256 ? 1 : stride)
        {
            var bytes = _database.ToArray();
            damage(bytes, at);
            Restore(bytes);
            try
            {
                var (snapshot, notices) = Open();
                if (notices.Count == 0) LedgerHome.Canonical(snapshot).Should().Equal(_whole, $"byte {at}");
                else Days(snapshot).Should().BeEquivalentTo(_days, $"byte {at}");
            }
            catch (HistoryException e)
            {
                e.Problem.Should().Be(HistoryProblem.NewerVersion, $"byte {at}");
                at.Should().BeInRange(60, 63);
            }
        }
    }

    private void Restore(byte[] database)
    {
        foreach (var file in Directory.GetFiles(_home.Home.Folder, "history.db*")) File.Delete(file);
        foreach (var file in Directory.GetFiles(_home.Home.Cache)) File.Delete(file);
        if (database.Length > 0) File.WriteAllBytes(_home.Home.Database, database);
        foreach (var (path, content) in _summaries) File.WriteAllBytes(path, content);
    }

    private (UsageSnapshot Snapshot, IReadOnlyList<string> Notices) Open()
    {
        using var store = _home.Open();
        return (store.Snapshot, store.Notices);
    }

    /// <summary>Where the blocks of a table lie in the file: those that fit in a page, which here are all.</summary>
    private List<(int Start, int Length)> Places(LedgerDatabase ledger, BlockKind kind)
    {
        var bytes = File.ReadAllBytes(_home.Home.Database);
        var places = new List<(int, int)>();
        ledger.ReadAll(kind, (_, block) => places.Add((bytes.AsSpan().IndexOf(block), block.Length)));
        places.Should().OnlyContain(p => p.Item1 > 0);
        return places;
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_home.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static byte[] Flipped(byte[] content, int at)
    {
        var flipped = content.ToArray();
        flipped[at] ^= (byte)(1 << (at % 8));
        return flipped;
    }

    private static string Lines(ModelKind kind, Random random) => string.Concat(Enumerable.Range(0, 8).Select(_ => ModelLines.Next(kind, random)));

    private static List<string> Days(UsageSnapshot snapshot) => [.. DailyTotals.Of(snapshot).Select(d => $"{d.Key}: {string.Join(' ', d.Value)}").Order(StringComparer.Ordinal)];
}

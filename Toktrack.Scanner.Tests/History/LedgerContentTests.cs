using System.Text;
using System.Text.Json;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Sources.Codex;
using Toktrack.Scanner.Tests.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.History;

public sealed class LedgerContentTests
{
    /// <summary>Planted in prompts, answers and ids of all four CLIs, and looked for in the ledger, its write-ahead log, the summaries and an export.</summary>
    [Fact]
    public void Run_TextOfConversations_IsInNoFileOfTheLedger()
    {
        using var home = new LedgerHome();
        const string secret = "correct-horse-battery-staple";
        home.Append("a", LogLines.Response("msg_plain_id", 100, text: secret, request: "req_plain_id"), """{"type":"user","message":{"role":"user","content":"SECRET"}}""".Replace("SECRET", secret, StringComparison.Ordinal));
        home.Run();
        // A ledger that is open elsewhere keeps its write-ahead log after a run.
        using var other = home.Open();
        var rollout = new RolloutScript("session", new(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc)).Model("gpt-5").Noise(secret).Response(100, 10);
        Write(home, ".codex/sessions/2026/03/01/rollout-1.jsonl", rollout.Text);
        Write(home, ".gemini/tmp/p/chats/session-1.jsonl", $$$"""{"id":"msg_plain_id","timestamp":"2026-03-01T10:00:00.000Z","type":"gemini","content":"{{{secret}}}","tokens":{"input":10,"output":5,"cached":0,"thoughts":0,"tool":0,"total":15},"model":"gemini-3-pro"}""" + "\n");
        Write(home, ".local/share/opencode/storage/message/ses_1/msg_plain_id.json", OpenCodeScript.Data(1_772_400_000_000, 10, 5, extra: $"\"summary\":\"{secret}\",\"id\":\"msg_plain_id\","));
        home.Run().Scan.Snapshot.Slots.Select(s => s.Source).Distinct().Should().HaveCount(4);
        using (var export = new MemoryStream())
        {
            using var store = home.Open();
            LedgerExport.Write(store, export);
            Encoding.UTF8.GetString(export.ToArray()).Should().Contain("/home/u/p").And.NotContain(secret).And.NotContain("req_plain_id");
        }

        var files = Directory.GetFiles(home.Home.Folder, "*", SearchOption.AllDirectories);
        files.Select(Path.GetFileName).Should().Contain(["history.db", "history.db-wal", "claude-code_daily.json", "codex_daily.json", "gemini_daily.json", "opencode_daily.json"]);
        new FileInfo(home.Home.Database + "-wal").Length.Should().BePositive();
        foreach (var path in files)
        {
            var bytes = File.ReadAllBytes(path);
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).Should().Be(-1, path);
            bytes.AsSpan().IndexOf("req_plain_id"u8).Should().Be(-1, path);
            // The path of a message file is its id; it is kept as the place of its record.
            if (!path.Contains("history.db", StringComparison.Ordinal)) bytes.AsSpan().IndexOf("msg_plain_id"u8).Should().Be(-1, path);
        }

        static void Write(LedgerHome home, string name, string text)
        {
            var path = Path.Combine(home.Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    [Fact]
    public void Run_FilesOfTheLedger_AreTheUsersAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Run();
        foreach (var path in Directory.GetFiles(home.Home.Folder, "*", SearchOption.AllDirectories))
        {
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, path);
        }

        foreach (var path in new[] { home.Home.Folder, home.Home.Cache })
        {
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, path);
        }
    }

    [Fact]
    public void Run_ALinkInPlaceOfATemporaryFile_IsNotFollowed()
    {
        if (OperatingSystem.IsWindows()) return;
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Run();
        var victim = Path.Combine(home.Folder, "victim");
        File.WriteAllText(victim, "mine");
        var summary = Directory.GetFiles(home.Home.Cache).Single();
        File.CreateSymbolicLink(summary + ".tmp", victim);
        home.Append("a", LogLines.Response("m2", 100));
        home.Run().Warnings.Should().BeEmpty();
        File.ReadAllText(victim).Should().Be("mine");
    }

    [Fact]
    public void OpenAs_ReadOnly_ReadsEverythingAndLeavesNothingBehind()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Run();
        using (var store = HistoryStore.OpenAs(home.Home, home.Home.Database, new NameTable(), home.Options, readOnly: true))
        {
            LedgerHome.Total(store.Snapshot).Should().Be(210);
            store.IsReadOnly.Should().BeTrue();
            Directory.GetFiles(home.Home.Folder, "history.db*").Should().ContainSingle();
        }
    }

    [Fact]
    public void Run_OneDayGrows_OtherDaysKeepTheirBytes()
    {
        using var home = new LedgerHome();
        for (var day = 1; day <= 9; day++) home.Append("a", LogLines.Response("m" + day, 100, $"2026-03-0{day}T10:00:00Z"));
        home.Run();
        var before = Blocks(home, BlockKind.Day);
        home.Append("a", LogLines.Response("n", 100, "2026-03-04T10:00:00Z"));
        home.Run();
        var after = Blocks(home, BlockKind.Day);
        after.Where(b => !before[b.Key].SequenceEqual(b.Value)).Should().ContainSingle().Which.Key.Should().Be(new DayKey(SourceId.ClaudeCode, new DateOnly(2026, 3, 4).DayNumber).Value);
    }

    [Fact]
    public void Run_AllFilesReadAgain_ChangesNotAByteOfAnyDay()
    {
        using var home = new LedgerHome();
        for (var i = 0; i < 80; i++) home.Append("a", LogLines.Random(new Random(i)));
        home.Run();
        var (days, slots) = (Blocks(home, BlockKind.Day), Blocks(home, BlockKind.Slot));
        File.SetLastWriteTimeUtc(home.Log("a"), DateTime.UtcNow.AddDays(-3));
        home.Run().Scan.Statistics.FilesRead.Should().Be(1);
        Blocks(home, BlockKind.Day).Should().BeEquivalentTo(days);
        Blocks(home, BlockKind.Slot).Should().BeEquivalentTo(slots);
    }

    [Fact]
    public void Run_Summaries_AreJsonWithTheTotalsAndTheSameBytesEachTime()
    {
        byte[]? first = null;
        for (var time = 0; time < 3; time++)
        {
            using var home = new LedgerHome();
            for (var i = 0; i < 40; i++)
            {
                home.Append("a", LogLines.Random(new Random(i)));
                if (i % (5 + time) == 0) home.Run();
            }

            var snapshot = home.Run().Scan.Snapshot;
            var bytes = File.ReadAllBytes(Directory.GetFiles(home.Home.Cache).Single());
            (first ??= bytes).Should().Equal(bytes);
            using var json = JsonDocument.Parse(bytes);
            var summaries = json.RootElement.GetProperty("summaries").EnumerateArray().ToList();
            summaries.Sum(d => d.GetProperty("total_output_tokens").GetInt64()).Should().Be(snapshot.Slots.Sum(s => s.Tokens.Output));
            summaries.Sum(d => d.GetProperty("requests").GetInt64()).Should().Be(snapshot.Slots.Sum(s => s.Requests));
        }
    }

    [Fact]
    public void Append_ExtremeRecords_ComeBackAsTheyWere()
    {
        var random = new Random(1);
        foreach (var value in new[] { 0L, 1, 127, 128, int.MaxValue, long.MaxValue })
        {
            foreach (var time in new[] { 0L, TimeSpan.TicksPerDay - 1, DateTime.MaxValue.Ticks })
            {
                var record = new UsageRecord
                {
                    Group = ulong.MaxValue,
                    Variant = (ulong)value,
                    Time = time,
                    Rank = -value,
                    Offset = value,
                    ReportedCost = value,
                    Tokens = new() { Input = value, Output = value, CacheRead = value, CacheWrite1h = value, CacheWrite5m = value, Reasoning = value },
                    File = (int)Math.Min(value, int.MaxValue),
                    Model = 1,
                    Project = 2,
                    Session = 3,
                    Branch = 4,
                    WebSearches = random.Next(2),
                    Source = SourceId.OpenCode,
                    Flags = RecordFlags.Sidechain | RecordFlags.Forked,
                };
                var rows = new PackWriter();
                DayBlock.Append(rows, record, counts: true);
                DayBlock.ForEachRow(rows.Written, (group, whole, row) =>
                {
                    DayBlock.Decode(new(record.Source, (int)(record.Time / TimeSpan.TicksPerDay)), row, out var counts).Should().BeEquivalentTo(record, o => o.IncludingFields().ComparingByMembers<UsageRecord>());
                    counts.Should().BeTrue();
                    group.Should().Be(record.Group);
                });
            }
        }
    }

    private static Dictionary<long, byte[]> Blocks(LedgerHome home, BlockKind kind)
    {
        using var store = home.Open();
        var blocks = new Dictionary<long, byte[]>();
        store.Database.ReadAll(kind, (id, block) => blocks[id] = block.ToArray());
        return blocks;
    }
}

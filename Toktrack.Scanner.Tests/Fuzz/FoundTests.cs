using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Sources;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>What <c>fuzz</c> has found, each as small as it shows.</summary>
public sealed class FoundTests
{
    private const string Head = """{"sessionId":"s"}""";
    private const string Time = "\"timestamp\":\"2026-01-02T10:00:00.000Z\"";
    private const string Half = """\ud83d""";

    // The hash folds a text's length into the first of its last eight bytes: 'h' ^ 15 is 'w' ^ 16.
    [Fact]
    public void Claude_NamesOfOneHash_StayApart()
    {
        const string One = "claude-hiku-4-5", Other = "claude-hwiku-4-5";
        StableHash.Of(System.Text.Encoding.ASCII.GetBytes(One)).Should().Be(StableHash.Of(System.Text.Encoding.ASCII.GetBytes(Other)));
        using var home = new LogHome();
        var lines = new[] { One, Other, One, Other, "x", One }.Select((m, i) =>
            $$$$"""{"type":"assistant",{{{{Time}}}},"sessionId":"s","cwd":"{{{{m}}}}","message":{"id":"m{{{{i}}}}","model":"{{{{m}}}}","usage":{"input_tokens":{{{{1 << i}}}}}}}""");
        LogHome.Write(Path.Combine(home.Folder.Path, ".claude", "projects", "p"), "a.jsonl", string.Join('\n', lines) + "\n");
        var outcome = home.Scan();
        outcome.Snapshot.Slots.Select(s => (outcome.Snapshot.Names[s.Model], outcome.Snapshot.Names[s.Project], s.Tokens.Input))
            .Should().BeEquivalentTo([(One, One, 1L + 4 + 32), (Other, Other, 2L + 8), ("x", "x", 16L)]);
    }

    [Fact]
    public void Gemini_HalfASurrogatePairInKeysTypesAndNames_EndsNothing()
    {
        using var home = new LogHome();
        Write(home, Head, Message("a", 1).Replace("\"gemini\",", $"\"gemini\",\"{Half}\":1,"), Message("b", 2).Replace("\"gemini\",", $"\"gemini{Half}\","), Message("c", 3).Replace("model-x", "m" + Half), Message(Half, 4));
        var outcome = home.Scan();
        outcome.Snapshot.Slots.Sum(s => s.Tokens.Input).Should().Be(1 + 3 + 4);
        outcome.Snapshot.Slots.Select(s => outcome.Snapshot.Names[s.Model]).Should().BeEquivalentTo("model-x", "m\uFFFD");
        outcome.Diagnostics.Total.Should().Be(0);
    }

    [Fact]
    public void OpenCode_HalfASurrogatePairInKeysAndRoles_EndsNothing()
    {
        using var home = new LogHome();
        LogHome.Write(home.OpenCode, "storage/message/ses/a.json", $$$"""{"{{{Half}}}":1,"role":"assistant","tokens":{"input":1,"{{{Half}}}":2},"modelID":"m{{{Half}}}","time":{"created":1780000000000}}""");
        LogHome.Write(home.OpenCode, "storage/message/ses/b.json", $$$"""{"role":"assistant{{{Half}}}","tokens":{"input":2},"time":{"created":1780000000001}}""");
        var outcome = home.Scan();
        var slot = outcome.Snapshot.Slots.Should().ContainSingle().Subject;
        (slot.Tokens.Input, outcome.Snapshot.Names[slot.Model]).Should().Be((1, "m\uFFFD"));
    }

    [Fact]
    public void Gemini_GluedSession_HoldsForWhatStandsBehindItOnly()
    {
        using var home = new LogHome();
        Write(home, Head, Message("a", 1) + """{"sessionId":"t"}""" + Message("b", 2));
        var outcome = home.Scan();
        outcome.Snapshot.Slots.Select(s => (outcome.Snapshot.Names[s.Session], s.Tokens.Input)).Should().BeEquivalentTo([("s", 1L), ("t", 2L)]);
    }

    [Fact]
    public void Gemini_BrokenLine_StatesNothingOfItsSessionOrMessages()
    {
        using var home = new LogHome();
        Write(home, Head, "{\"sessionId\":\"t\",\"$set\":{\"model\":\"y\",\"messages\":[" + Message("a", 1) + ",{\"id\":", Message("b", 2), "{\"sessionId\":\"\"}", Message("c", 4));
        var outcome = home.Scan();
        outcome.Snapshot.Slots.Select(s => (outcome.Snapshot.Names[s.Session], s.Tokens.Input)).Should().BeEquivalentTo([("s", 6L)]);
        outcome.Diagnostics.Count(DiagnosticKind.MalformedLine).Should().Be(1);
    }

    [Fact]
    public void AnyCli_BadCountThatALaterKeyReplaces_IsNoFinding()
    {
        using var home = new LogHome();
        Write(home, Head, Message("a", 1).Replace("\"input\":", "\"input\":-1,\"input\":"));
        LogHome.Write(home.OpenCode, "storage/message/ses/a.json", """{"role":"assistant","tokens":{"cache":{"read":-1},"input":"x","input":1,"cache":{"write":2}},"modelID":5,"modelID":"a","path":"/x","path":{},"time":{"created":1},"time":{"created":1780000000000}}""");
        LogHome.Write(home.Codex, "rollout-1.jsonl", Event("""{"type":"token_count","info":{"last_token_usage":{"input_tokens":null,"input_tokens":3,"output_tokens":-1,"output_tokens":1}}}"""));
        var outcome = home.Scan();
        outcome.Diagnostics.Count(DiagnosticKind.BadCount).Should().Be(0);
        outcome.Snapshot.Slots.Select(s => (s.Tokens.Input, s.Tokens.CacheRead, s.Tokens.CacheWrite5m)).Should().BeEquivalentTo([(1L, 0L, 0L), (1L, 0L, 2L), (3L, 0L, 0L)]);
    }

    [Fact]
    public void Codex_TierStatedTwice_IsTheLater()
    {
        using var home = new LogHome();
        var settings = Event("""{"type":"thread_settings_applied","thread_settings":{"service_tier":"priority","service_tier":"flex"}}""");
        LogHome.Write(home.Codex, "rollout-1.jsonl", settings + Event("""{"type":"token_count","info":{"last_token_usage":{"input_tokens":3}}}"""));
        home.Scan().Snapshot.Slots.Should().ContainSingle().Which.PriceClass.IsFast.Should().BeFalse();
    }

    [Fact]
    public void Codex_ShortBrokenLine_IsReportedWhereverAWindowEnds()
    {
        using var folder = new TemporaryFolder();
        var broken = $"{{{Time},\"type\":\"response_item\",\"payload\":{{\"a\n";
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{{{Time},\"type\":\"x\",\"payload\":{{}}}}\n" + string.Concat(Enumerable.Repeat(broken, 20)));
        var path = folder.Write("rollout.jsonl", bytes);
        for (var buffer = 64; buffer < 400; buffer += 3)
        {
            using var reader = new FuzzReader(Scanner.Model.SourceId.Codex, new(Structure.KernelCatalogNames.Supported[0], Buffer: buffer));
            reader.Read(path, bytes.Length, []);
            reader.Count(DiagnosticKind.MalformedLine).Should().Be(20, "buffer {0}", buffer);
        }
    }

    private static void Write(LogHome home, params string[] lines) => LogHome.Write(home.Gemini, "a.jsonl", string.Concat(lines.Select(l => l + "\n")));

    private static string Event(string payload) => $"{{{Time},\"type\":\"event_msg\",\"payload\":{payload}}}\n";

    private static string Message(string id, long input) => $$$"""{"id":"{{{id}}}",{{{Time}}},"type":"gemini","tokens":{"input":{{{input}}},"output":1},"model":"model-x"}""";
}

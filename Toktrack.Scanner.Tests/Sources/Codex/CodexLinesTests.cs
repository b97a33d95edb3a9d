using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Sources.Codex;

/// <summary>Lines in every shape but the usual one.</summary>
public sealed class CodexLinesTests
{
    private const string Meta = """{"timestamp":"2026-01-02T10:00:00.000Z","type":"session_meta","payload":{"id":"s","cwd":"/w"}}""";
    private const string Turn = """{"timestamp":"2026-01-02T10:00:00.001Z","type":"turn_context","payload":{"model":"gpt-5.4"}}""";
    private const string Noise = """{"timestamp":"2026-01-02T10:00:00.002Z","type":"response_item","payload":{"type":"message","text":"a long enough text to be passed over by its head alone"}}""";
    private const string Count = """{"timestamp":"2026-01-02T10:00:01.000Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":10,"output_tokens":5},"last_token_usage":{"input_tokens":10,"output_tokens":5}}}}""";
    private const string Next = """{"timestamp":"2026-01-02T10:00:02.000Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":13,"output_tokens":6},"last_token_usage":{"input_tokens":3,"output_tokens":1}}}}""";

    public static TheoryData<string, string> OddButValid => new()
    {
        { "white space", """ { "timestamp" : "2026-01-02T10:00:01.000Z" , "type" : "event_msg" , "payload" : { "type" : "token_count" , "info" : { "total_token_usage" : { "input_tokens" : 10 , "output_tokens" : 5 } , "last_token_usage" : { "input_tokens" : 10 , "output_tokens" : 5 } } } } """ },
        { "another order", """{"payload":{"info":{"last_token_usage":{"output_tokens":5,"input_tokens":10},"total_token_usage":{"output_tokens":5,"input_tokens":10}},"type":"token_count"},"type":"event_msg","timestamp":"2026-01-02T10:00:01.000Z"}""" },
        { "escapes", """{"time\u0073tamp":"2026-01-02T10:00:01.000Z","type":"event\u005fmsg","payload":{"type":"tok\u0065n_count","info":{"total_token_usage":{"input_tokens":10,"output_tokens":5},"last_token_us\u0061ge":{"input_tokens":10,"output_tokens":5}}}}""" },
        { "no fraction", Count.Replace("01.000Z", "01Z", StringComparison.Ordinal) },
        { "nine digits", Count.Replace("01.000Z", "01.000000000Z", StringComparison.Ordinal) },
        { "offset", Count.Replace("T10:00:01.000Z", "T12:00:01.000+02:00", StringComparison.Ordinal) },
        { "duplicate keys", Count.Replace("\"type\":\"event_msg\",", "\"type\":\"response_item\",\"type\":\"event_msg\",", StringComparison.Ordinal) },
        { "duplicate payload", Noise[..^1] + ",\"type\":\"event_msg\"," + Count[(Count.IndexOf("\"payload\"", StringComparison.Ordinal))..] },
        { "duplicate count", Count.Replace("\"last_token_usage\":{", "\"last_token_usage\":{\"input_tokens\":99,\"output_tokens\":99},\"last_token_usage\":{\"input_tokens\":7,", StringComparison.Ordinal) },
        { "carriage return", Count + "\r" },
        { "NUL run", new string('\0', 300) + Count },
        { "glued behind noise", Noise + Count },
        { "glued before noise", Count + Noise },
        { "glued with a blank", Noise + "  \t" + Count },
        { "behind half a record", Noise[..90] + Count },
        { "behind half a count", Next[..150] + Count },
    };

    [Theory]
    [MemberData(nameof(OddButValid))]
    public void Scan_OddLine_IsReadByEveryKernel(string shape, string line)
    {
        foreach (var kernel in Scans.Kernels.Select(k => (string)k[0]))
        {
            using var home = new LogHome();
            LogHome.Write(home.Codex, "a.jsonl", string.Join('\n', Meta, Turn, Noise, line, Noise, Next, ""));
            CodexRulesTests.Cells(home.Scan(new() { Kernel = kernel })).Should().Equal(["gpt-5.4 13/6/0/0/0 2"], "{0}, kernel {1}", shape, kernel);
        }
    }

    [Fact]
    public void Scan_ByteOrderMark_IsPassed()
    {
        using var home = new LogHome();
        LogHome.Write(home.Codex, "a.jsonl", "\uFEFF" + string.Join("\r\n", Meta, Turn, Count, ""));
        CodexRulesTests.Cells(home.Scan()).Should().Equal("gpt-5.4 10/5/0/0/0 1");
    }

    [Theory]
    [InlineData("{\"timestamp\":\"2026-01-02T10:00:01.000Z\",\"type\":\"event_msg\",\"payload\":{\"type\":\"token_count\",\"info\":{\"total_token_usage\":{\"input_tokens\":10")]
    [InlineData("not json at all")]
    [InlineData("{\"timestamp\":\"2026-01-02T10:00:01.000Z\",\"type\":\"event_msg\",\"payload\":{\"type\":\"token_count\",\"info\":{\"total_token_usage\":{\"input_tokens\":10,},\"last_token_usage\":{\"input_tokens\":10}}}}")]
    [InlineData("[1,2,3]")]
    public void Scan_BrokenLine_LosesOnlyItself(string line)
    {
        using var home = new LogHome();
        var path = LogHome.Write(home.Codex, "a.jsonl", string.Join('\n', Meta, Turn, line, Next, ""));
        var outcome = home.Scan();
        CodexRulesTests.Cells(outcome).Should().Equal("gpt-5.4 3/1/0/0/0 1");
        outcome.Diagnostics.Samples.Should().ContainSingle().Which.Should().Match<Diagnostic>(
            d => d.Kind == DiagnosticKind.MalformedLine && d.Path == path && d.Offset == Meta.Length + Turn.Length + 2);
    }

    [Fact]
    public void Scan_EventWithoutTime_IsReportedNotCounted()
    {
        using var home = new LogHome();
        LogHome.Write(home.Codex, "a.jsonl", string.Join('\n', Meta, Turn, Count.Replace("\"2026-01-02T10:00:01.000Z\"", "\"yesterday\"", StringComparison.Ordinal), Next, ""));
        var outcome = home.Scan();
        CodexRulesTests.Cells(outcome).Should().Equal("gpt-5.4 3/1/0/0/0 1");
        outcome.Diagnostics.Samples.Should().ContainSingle(d => d.Kind == DiagnosticKind.MissingTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("{\"unrelated\":true}\n")]
    public void Scan_FileWithNothingInIt_FindsNothing(string text)
    {
        using var home = new LogHome();
        LogHome.Write(home.Codex, "a.jsonl", text);
        LogHome.Write(home.Codex, "b.jsonl", string.Join('\n', Meta, Turn, Count));
        var outcome = home.Scan();
        CodexRulesTests.Cells(outcome).Should().Equal("gpt-5.4 10/5/0/0/0 1");
        outcome.Diagnostics.Samples.Should().BeEmpty();
    }

    [Fact]
    public void Scan_FileCutAtEveryByte_NeverInventsANumber()
    {
        using var home = new LogHome();
        var text = string.Join('\n', Meta, Turn, Count, Noise, Next, "");
        var whole = new[] { Meta, Turn, Count }.Sum(l => l.Length + 1) - 1;
        for (var cut = whole - 120; cut < text.Length; cut += 7)
        {
            LogHome.Write(home.Codex, "a.jsonl", text[..cut]);
            var expected = cut >= text.Length - 1 ? ["gpt-5.4 13/6/0/0/0 2"] : cut >= whole ? new[] { "gpt-5.4 10/5/0/0/0 1" } : [];
            var outcome = home.Scan();
            CodexRulesTests.Cells(outcome).Should().Equal(expected, "cut at {0}", cut);
            outcome.Diagnostics.Samples.Should().BeEmpty("the last line may still be being written");
        }
    }
}

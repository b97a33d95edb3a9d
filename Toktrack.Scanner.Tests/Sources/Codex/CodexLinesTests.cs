using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Reference;

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

    // A count as recent versions write it, growing with its number.
    private static string Event(int number) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$$$"""{"timestamp":"2026-01-02T10:00:{{{{10 + number}}}}.000Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":{{{{100 * number}}}},"cached_input_tokens":{{{{10 * number}}}},"output_tokens":{{{{5 * number}}}},"reasoning_output_tokens":{{{{2 * number}}}},"total_tokens":{{{{105 * number}}}}},"last_token_usage":{"input_tokens":100,"cached_input_tokens":10,"output_tokens":5,"reasoning_output_tokens":2,"total_tokens":105},"model_context_window":258400},"rate_limits":{"limit_id":"codex","limit_name":null,"primary":{"used_percent":{{{{number}}}}.5,"window_minutes":300,"resets_at":1782912345},"secondary":null,"credits":{"has_credits":true,"balance":null},"plan_type":"pro"}}}""");

    private static IEnumerable<string> CountVariations(string line)
    {
        yield return line;
        yield return line.Replace("\"cached_input_tokens\"", "\"cache_write_input_tokens\":3,\"cached_input_tokens\"", StringComparison.Ordinal);
        yield return line.Replace("\"cached_input_tokens\":10,", "", StringComparison.Ordinal);
        yield return line.Replace("\"last_token_usage\":{", "\"last_token_usage\":null,\"other\":{", StringComparison.Ordinal);
        yield return line.Replace("\"last_token_usage\":{", "\"last_token_usage\":{\"input_tokens\":999},\"last_token_usage\":{", StringComparison.Ordinal);
        yield return line.Replace("\"last_token_usage\"", "\"last_token_us\\u0061ge\"", StringComparison.Ordinal);
        yield return line.Replace("\"output_tokens\":5", "\"output_tokens\":7", StringComparison.Ordinal);
        yield return line.Replace("\"output_tokens\":5", "\"output_tokens\":5,\"output_tokens\":6", StringComparison.Ordinal);
        yield return line.Replace("token_count", "agent_message", StringComparison.Ordinal);
        yield return line.Replace("event_msg", "response_item", StringComparison.Ordinal);
        yield return line.Replace("\"info\":{", "\"info\":null,\"was\":{", StringComparison.Ordinal);
        yield return line.Replace("\"plan_type\":\"pro\"", "\"plan_type\":\"te\\\"am\"", StringComparison.Ordinal);
        yield return line.Replace("\"secondary\":null", "\"secondary\":{\"used_percent\":-1e3}", StringComparison.Ordinal);
        yield return line.Replace("\"secondary\":null", "\"secondary\":{\"info\":{\"last_token_usage\":{\"input_tokens\":5}}}", StringComparison.Ordinal);
        yield return line.Replace("\"secondary\":null", "\"secondary\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":[1,{\"f\":2}]}}}}}", StringComparison.Ordinal);
        yield return line.Replace("\"secondary\":null", "\"secondary\": null", StringComparison.Ordinal);
        yield return line.Replace(".000Z", ".123456Z", StringComparison.Ordinal);
        yield return line.Replace("T10:", "T12:", StringComparison.Ordinal).Replace(".000Z", "+02:00", StringComparison.Ordinal);
        yield return line.Replace("}}}", "},\"service_tier\":\"priority\"}}", StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_VariationsBetweenLinesOfOneShape_AgreesWithPlainReading()
    {
        var variations = CountVariations(Event(3)).Zip(CountVariations(Event(5)), CountVariations(Event(6))).ToList();
        foreach (var kernel in Scans.Kernels.Select(k => (string)k[0]))
        {
            using var home = new LogHome();
            var files = new List<string>();
            foreach (var (one, two, three) in variations)
            {
                var meta = Meta.Replace("\"s\"", $"\"s{files.Count}\"", StringComparison.Ordinal);
                files.Add(LogHome.Write(home.Codex, $"a{files.Count}.jsonl", string.Join('\n', meta, Turn, Event(1), Event(2), one, Event(4), two, three, Noise, Event(7), "")));
            }

            var outcome = home.Scan(new() { Kernel = kernel });
            DailyTotals.Of(outcome.Snapshot).Should().BeEquivalentTo(PlainCodexReading.Of(files), kernel);
            outcome.Diagnostics.Samples.Should().BeEmpty();
        }
    }

    [Fact]
    public void Scan_EveryByteOfACountReplaced_ReadsTheNeighboursAndNothingElse()
    {
        foreach (var with in "}\",1x\n")
        {
            using var home = new LogHome();
            var line = Event(3);
            for (var at = 0; at < line.Length; at++)
            {
                var broken = line[..at] + with + line[(at + 1)..];
                if (PlainJson.ObjectLength(System.Text.Encoding.UTF8.GetBytes(broken)) > 0) continue; // a whole record with something behind it is read
                LogHome.Write(home.Codex, $"a{at}.jsonl", string.Join('\n', Meta.Replace("\"s\"", $"\"s{at}\"", StringComparison.Ordinal), Turn, Event(1), Event(2), broken, Event(4), ""));
            }

            var files = Directory.GetFiles(home.Codex).Length;
            files.Should().BeGreaterThan(100);
            CodexRulesTests.Cells(home.Scan()).Should().Equal([$"gpt-5.4 {files * 270}/{files * 15}/0/{files * 30}/{files * 6} {files * 3}"], "bytes replaced by {0}", (int)with);
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

using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources.Gemini;

namespace Toktrack.Scanner.Tests.Sources.Gemini;

/// <summary>The rules of section 3, one by one.</summary>
public sealed class GeminiRulesTests
{
    private const string Head = """{"sessionId":"s","projectHash":"h","startTime":"2026-01-02T10:00:00.000Z","lastUpdated":"2026-01-02T10:00:00.000Z","kind":"main"}""";

    [Fact]
    public void Scan_Document_SplitsTokensWithoutOverlap()
    {
        using var home = new LogHome();
        LogHome.Write(home.Gemini, "session-1.json", Document(Message("a", input: 1000, output: 50, cached: 600, thoughts: 20, tool: 7), Message("n", tokens: "null"), Message("u", type: "user", input: 9)));
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("gemini-3-pro 407/70/600/20 1");
        var names = outcome.Snapshot.Names;
        (names[outcome.Snapshot.Slots[0].Session], names[outcome.Snapshot.Slots[0].Project]).Should().Be(("s", "project"));
    }

    [Fact]
    public void Scan_Stream_LastStatementOfAMessageWins()
    {
        using var home = new LogHome();
        Stream(home, "a.jsonl", Head, Message("a", tokens: "null"), Message("a", input: 500, output: 5), Message("b", input: 1, output: 1), Message("a", input: 10, output: 5));
        Cells(home.Scan()).Should().Equal("gemini-3-pro 11/6/0/0 2");
    }

    [Fact]
    public void Scan_DocumentAndStreamOfOneSession_StreamWins()
    {
        using var home = new LogHome();
        LogHome.Write(home.Gemini, "session-1.json", Document(Message("a", input: 900, output: 9), Message("only here", input: 100, output: 1)));
        Stream(home, "session-1.jsonl", Head, Message("a", input: 10, output: 5));
        Cells(home.Scan()).Should().Equal("gemini-3-pro 110/6/0/0 2");
    }

    [Fact]
    public void Scan_SetMessagesAndRewind_KeepWhatWasSpent()
    {
        using var home = new LogHome();
        Stream(home, "a.jsonl", Head, Message("a", input: 10, output: 1), Message("b", input: 20, output: 2), """{"$rewindTo":"b"}""",
            "{\"$set\":{\"lastUpdated\":\"2026-01-02T10:05:00.000Z\",\"messages\":[" + Message("a", input: 11, output: 1) + "," + Message("c", input: 40, output: 4) + "]}}", """{"$set":{"messages":[]}}""");
        Cells(home.Scan()).Should().Equal("gemini-3-pro 71/7/0/0 3");
    }

    [Fact]
    public void Scan_SubAgentFolder_IsASessionOfItsOwn()
    {
        using var home = new LogHome();
        Stream(home, "a.jsonl", Head, Message("a", input: 10, output: 1));
        Stream(home, Path.Combine("s", "sub.jsonl"), Head.Replace("\"s\"", "\"sub\"", StringComparison.Ordinal), Message("a", input: 20, output: 2));
        LogHome.Write(home.Folder.Combine(".gemini", "tmp", "project"), ".project_root", "/home/me/work\n");
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("gemini-3-pro 30/3/0/0 2");
        outcome.Snapshot.Slots.Select(s => outcome.Snapshot.Names[s.Session]).Should().BeEquivalentTo("s", "sub");
        outcome.Snapshot.Slots.Should().OnlyContain(s => outcome.Snapshot.Names[s.Project] == "/home/me/work");
    }

    [Fact]
    public void Scan_MessageWithoutModel_TakesTheSessionsModel()
    {
        using var home = new LogHome();
        LogHome.Write(home.Gemini, "a.json", Document(Message("a", model: null, input: 1, output: 1)).Replace("\"messages\"", "\"model\":\"gemini-x\",\"messages\"", StringComparison.Ordinal));
        Stream(home, "b.jsonl", Head.Replace("\"s\"", "\"t\"", StringComparison.Ordinal), Message("b", model: null, input: 2, output: 2));
        Cells(home.Scan()).Should().Equal("gemini-x 1/1/0/0 1", "unknown 2/2/0/0 1");
    }

    [Fact]
    public void Scan_FilesBesideChats_AreNotRead()
    {
        using var home = new LogHome();
        var project = home.Folder.Combine(".gemini", "tmp", "project");
        LogHome.Write(project, "logs.json", "[]");
        LogHome.Write(project, "checkpoint.json", Document(Message("a", input: 1, output: 1)));
        home.Scan().Statistics.Files.Should().Be(0);
    }

    [Fact]
    public void Scan_OddFiles_LoseOnlyWhatIsBroken()
    {
        using var home = new LogHome();
        var whole = Document(Message("a", input: 10, output: 1), Message("b", input: 20, output: 2));
        LogHome.Write(home.Gemini, "half.json", whole[..(whole.IndexOf("\"id\":\"b\"", StringComparison.Ordinal) + 20)]);
        LogHome.Write(home.Gemini, "empty.json", "");
        LogHome.Write(home.Gemini, "foreign.json", "{\"name\":\"package\",\"version\":\"1\"}");
        LogHome.Write(home.Gemini, "text.json", "hello");
        LogHome.Write(home.Gemini, "pretty.jsonl", whole.Replace("\"s\"", "\"p\"", StringComparison.Ordinal).Replace(",\"", ",\n  \"", StringComparison.Ordinal).Insert(1, "\n  "));
        var stream = Stream(home, "odd.jsonl", "\uFEFF" + Head.Replace("\"s\"", "\"t\"", StringComparison.Ordinal), "\0\0\0" + Message("c", input: 1, output: 1) + Message("d", input: 2, output: 1) + "\r", "{\"id\":\"x\",\"type\":\"gemini\",\"tok", "no json",
            Message("e", input: 999, output: 1)[..60] + Message("f", input: 4, output: 1), Message("g", input: -1, output: 1), Message("h", input: 9, output: 9).Replace("2026-01-02T10", "not a time", StringComparison.Ordinal));

        var outcome = home.Scan();
        Cells(outcome).Should().Equal("gemini-3-pro 47/8/0/0 7");
        outcome.Diagnostics.Count(DiagnosticKind.UnknownFormat).Should().Be(2);
        outcome.Diagnostics.Count(DiagnosticKind.SalvagedRecord).Should().Be(1);
        outcome.Diagnostics.Count(DiagnosticKind.BadCount).Should().Be(1);
        outcome.Diagnostics.Count(DiagnosticKind.MissingTime).Should().Be(1);
        outcome.Diagnostics.Samples.Where(d => d.Kind == DiagnosticKind.MalformedLine && d.Path == stream).Should().HaveCount(2).And.OnlyContain(d => d.Offset > 0);
        outcome.Diagnostics.Samples.Should().OnlyContain(d => d.Path.StartsWith(home.Gemini, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RewrittenDocument_KeepsDroppedMessagesAndTakesLaterStates()
    {
        using var home = new LogHome();
        LogHome.Write(home.Gemini, "a.json", Document(Message("a", input: 10, output: 1), Message("b", input: 20, output: 2)));
        var reads = new SourceReads(new GeminiSource(), home.Environment).Run();
        LogHome.Write(home.Gemini, "a.json", Document(Message("b", input: 5, output: 2), Message("c", input: 40, output: 4)).Replace("lastUpdated\":\"2026-01-02T10:00", "lastUpdated\":\"2026-01-02T11:00", StringComparison.Ordinal));
        reads.Run().Totals().Values.Should().ContainSingle().Which.Should().Equal(55, 7, 0, 0, 0, 0, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Read_StreamThatGrowsInAnyPieces_IsReadAsIfWhole(int seed)
    {
        var random = new Random(seed);
        var lines = Lines(random);
        var text = string.Concat(lines.Select(l => l + "\n"));
        using var home = new LogHome();
        var reads = new SourceReads(new GeminiSource(), home.Environment);
        Directory.CreateDirectory(home.Gemini);
        for (var at = 0; at < text.Length;)
        {
            var size = Math.Min(random.Next(1, 400), text.Length - at);
            File.AppendAllText(Path.Combine(home.Gemini, "a.jsonl"), text.AsSpan(at, size));
            at += size;
            reads.Run();
        }

        using var whole = new LogHome();
        Stream(whole, "a.jsonl", [.. lines]);
        reads.Totals().Should().BeEquivalentTo(DailyTotals.Of(whole.Scan().Snapshot));
        reads.Diagnostics.Samples.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Scan_CopiedAndSplitStreams_ChangeNothing(int seed)
    {
        var random = new Random(seed);
        var lines = Lines(random);
        using var home = new LogHome();
        Stream(home, "a.jsonl", [.. lines]);
        var expected = DailyTotals.Of(home.Scan().Snapshot);
        Stream(home, "copy.jsonl", [.. lines]);
        DailyTotals.Of(home.Scan().Snapshot).Should().BeEquivalentTo(expected);

        using var split = new LogHome();
        var cut = random.Next(1, lines.Count);
        Stream(split, "a.jsonl", [.. lines[..cut]]);
        Stream(split, "b.jsonl", [lines[0], .. lines[cut..]]);
        DailyTotals.Of(split.Scan().Snapshot).Should().BeEquivalentTo(expected);
    }

    // Messages as the CLI states them: first without tokens, then with them, then perhaps again, fuller.
    private static List<string> Lines(Random random)
    {
        var lines = new List<string> { Head };
        for (var i = 0; i < 30; i++)
        {
            var (input, output) = (random.Next(1, 5000), random.Next(500));
            lines.Add(Message($"m{i}", tokens: "null"));
            lines.Add(Message($"m{i}", input: input, output: output));
            if (random.Next(3) == 0) lines.Add(Message($"m{i}", input: input, output: output + random.Next(10)));
            if (random.Next(5) == 0) lines.Add("""{"$set":{"lastUpdated":"2026-01-02T10:05:00.000Z"}}""");
        }

        return lines;
    }

    private static string Stream(LogHome home, string name, params string[] lines) =>
        LogHome.Write(home.Gemini, name, string.Concat(lines.Select(l => l + "\n")));

    private static string Document(params string[] messages) =>
        $$"""{"sessionId":"s","projectHash":"h","startTime":"2026-01-02T10:00:00.000Z","lastUpdated":"2026-01-02T10:00:00.000Z","messages":[{{string.Join(',', messages)}}]}""";

    private static string Message(string id, string type = "gemini", string? model = "gemini-3-pro", long input = 0, long output = 0, long cached = 0, long thoughts = 0, long tool = 0, string? tokens = null)
    {
        tokens ??= $"{{\"input\":{input},\"output\":{output},\"cached\":{cached},\"thoughts\":{thoughts},\"tool\":{tool},\"total\":{input + output + thoughts + tool}}}";
        var named = model is null ? "" : $",\"model\":\"{model}\"";
        return $"{{\"id\":\"{id}\",\"timestamp\":\"2026-01-02T10:00:01.000Z\",\"type\":\"{type}\",\"content\":\"say {{\\\"id\\\":1}}\",\"thoughts\":[{{\"subject\":\"x\"}}],\"tokens\":{tokens}{named},\"toolCalls\":[{{\"id\":\"t\",\"args\":{{\"model\":\"no\"}}}}]}}";
    }

    private static string[] Cells(ScanOutcome outcome) =>
        [.. DailyTotals.Of(outcome.Snapshot).Select(t => $"{t.Key.Split(' ', 2)[1]} {t.Value[0]}/{t.Value[1]}/{t.Value[4]}/{t.Value[5]} {t.Value[6]}")];
}

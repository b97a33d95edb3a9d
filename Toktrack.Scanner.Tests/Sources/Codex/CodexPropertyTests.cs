using Toktrack.Scanner.Sources.Codex;

namespace Toktrack.Scanner.Tests.Sources.Codex;

/// <summary>What must hold for any set of sessions, against the plain reading of them.</summary>
public sealed class CodexPropertyTests
{
    private static readonly DateTime s_start = new(2026, 1, 2, 10, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 25).Select(s => new object[] { s });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Scan_AnySessions_AgreesWithPlainReading(int seed)
    {
        using var home = new LogHome();
        var files = Write(home, Sessions(new Random(seed)));
        var expected = PlainCodexReading.Of(files);
        expected.Should().NotBeEmpty();
        foreach (var kernel in Scans.Kernels.Select(k => (string)k[0]))
        {
            DailyTotals.Of(home.Scan(new() { Kernel = kernel, Threads = 1 + (seed % 4) }).Snapshot).Should().BeEquivalentTo(expected, "kernel {0}", kernel);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Scan_CopiedAndArchivedFiles_ChangeNothing(int seed)
    {
        var random = new Random(seed);
        using var home = new LogHome();
        var files = Write(home, Sessions(random));
        var expected = Totals(home);
        foreach (var file in files)
        {
            switch (random.Next(4))
            {
                case 0:
                    LogHome.Write(home.CodexArchive, Path.GetFileName(file), File.ReadAllText(file));
                    break;
                case 1:
                    LogHome.Write(home.CodexArchive, "copy of " + Path.GetFileName(file), File.ReadAllText(file));
                    break;
                case 2:
                    Directory.CreateDirectory(home.CodexArchive);
                    File.Move(file, Path.Combine(home.CodexArchive, Path.GetFileName(file)));
                    break;
                default:
                    var text = File.ReadAllText(file);
                    LogHome.Write(Path.Combine(home.Codex, "backup"), "b-" + Path.GetFileName(file), text[..random.Next(text.Length)]);
                    break;
            }
        }

        Totals(home).Should().BeEquivalentTo(expected);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Scan_SessionSplitOverFiles_ChangesNothing(int seed)
    {
        var random = new Random(seed);
        using var home = new LogHome();

        // A counter's first event, repeated at the head of another file, could be a new counter: by the rules it counts.
        var scripts = Sessions(random, repeatsFirst: false);
        Write(home, scripts);
        var expected = Totals(home);
        Directory.Delete(home.Codex, recursive: true);
        foreach (var script in scripts)
        {
            var cuts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(2, script.Lines.Count + 1)).Append(script.Lines.Count).Order().Distinct().ToArray();
            var from = 0;
            foreach (var cut in cuts)
            {
                // A part begins as a resumed session does: with its session_meta, the model of its turn, and its tier.
                var head = from == 0 ? [] : script.Lines.Take(1)
                    .Concat(script.Lines.Take(from).Where(l => l.Contains("\"type\":\"turn_context\"", StringComparison.Ordinal)).TakeLast(1))
                    .Concat(script.Lines.Take(from).Where(l => l.Contains("\"type\":\"thread_settings_applied\"", StringComparison.Ordinal)).TakeLast(1));
                LogHome.Write(home.Codex, $"{random.Next()}.jsonl", string.Concat(head.Concat(script.Lines[from..cut]).Select(l => l + "\n")));
                from = cut;
            }
        }

        Totals(home).Should().BeEquivalentTo(expected);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_FilesThatGrowInAnyPieces_AreReadAsIfWhole(int seed)
    {
        var random = new Random(seed);
        using var home = new LogHome();
        var scripts = Sessions(random);
        Write(home, scripts);
        var expected = Totals(home);
        Directory.Delete(home.Codex, recursive: true);
        var reads = new SourceReads(new CodexSource(), home.Environment);
        var written = new int[scripts.Count];
        while (scripts.Select((s, i) => written[i] < s.Text.Length).Any(more => more))
        {
            for (var i = 0; i < scripts.Count; i++)
            {
                var text = scripts[i].Text;
                var size = Math.Min(text.Length - written[i], random.Next(0, 1 + (text.Length / 3)));
                if (text.Length - written[i] < 40) size = text.Length - written[i];
                Directory.CreateDirectory(home.Codex);
                File.AppendAllText(Path.Combine(home.Codex, $"s{i}.jsonl"), text.AsSpan(written[i], size));
                written[i] += size;
            }

            reads.Run();
        }

        reads.Totals().Should().BeEquivalentTo(expected);
        reads.Diagnostics.Samples.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Scan_ForksOfAnyReplayLength_CountOnlyTheirGrowth(int seed)
    {
        var random = new Random(seed);
        using var home = new LogHome();
        var parent = Session(random, "parent", s_start);
        LogHome.Write(home.Codex, "parent.jsonl", parent.Text);
        var before = Totals(home).Values.Sum(c => c[0]);
        var own = 0L;
        for (var i = 0; i < 5; i++)
        {
            var child = new RolloutScript($"child{i}", s_start.AddHours(3 + i), random.Next(2) == 0 ? "parent" : null).After(1).Meta("parent").Replay(parent, random.Next(parent.Lines.Count + 1)).After(1200);
            for (var turn = random.Next(4); turn > 0; turn--)
            {
                var input = random.Next(1, 1000);
                own += input;
                child.Response(input, 1).After(2000);
            }

            LogHome.Write(home.Codex, $"child{i}.jsonl", child.Text);
        }

        Totals(home).Values.Sum(c => c[0]).Should().Be(before + own);
    }

    private static SortedDictionary<string, long[]> Totals(LogHome home) => DailyTotals.Of(home.Scan().Snapshot);

    private static List<string> Write(LogHome home, List<RolloutScript> scripts) =>
        [.. scripts.Select((s, i) => LogHome.Write(home.Codex, $"s{i}.jsonl", s.Text))];

    private static List<RolloutScript> Sessions(Random random, bool repeatsFirst = true) =>
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => Session(random, $"session{i}", s_start.AddDays(i), repeatsFirst))];

    private static RolloutScript Session(Random random, string id, DateTime start, bool repeatsFirst = true)
    {
        var responses = 0;
        var script = new RolloutScript(id, start);
        script.After(10).Model("gpt-5.4");
        for (var i = random.Next(3, 40); i > 0; i--)
        {
            script.After(random.Next(1, 100_000));
            switch (random.Next(12))
            {
                case 0:
                    script.Noise();
                    break;
                case 1 when responses > (repeatsFirst ? 0 : 1):
                    script.Repeat();
                    break;
                case 2:
                    script.Model(random.Next(2) == 0 ? "gpt-5.6-sol" : "gpt-5.4");
                    break;
                case 3:
                    script.Tier(random.Next(2) == 0 ? "'priority'" : "'default'");
                    break;
                case 4:
                    script.Meta(id, branch: "resumed");
                    break;
                case 5:
                    responses = 1;
                    script.ResetCounter().Response(random.Next(1, 500), random.Next(50));
                    break;
                default:
                    responses++;
                    var input = random.Next(1, 50_000);
                    script.Response(input, random.Next(2000), cached: random.Next(input / 2), write: random.Next(input / 3), reasoning: random.Next(100));
                    break;
            }
        }

        return script;
    }
}

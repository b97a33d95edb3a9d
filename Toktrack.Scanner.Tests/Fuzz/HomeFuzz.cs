using System.Globalization;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>
/// Homes with the logs of every CLI. With the ledger: a run after each of a few rounds of growth at any byte; without: one scan at the end. Both must
/// give what the reference counts in the files as they are then, with any threads, kernel and io.
/// </summary>
internal sealed class HomeFuzz(ulong seed, int lines = 1000) : IFuzzRun
{
    private readonly Dice _seeds = new(seed);
    private readonly Dictionary<string, long> _byKernel = [];

    public string Name => "homes (every CLI, with and without ledger)";

    public long Lines { get; private set; }

    public long Records { get; private set; }

    public long Malformed { get; private set; }

    public long Bytes { get; private set; }

    public IReadOnlyDictionary<string, long> ByKernel => _byKernel;

    public FuzzFind? Step(bool damaged) => Play(_seeds.Next(), damaged);

    /// <summary>One home; the same for the same number.</summary>
    public FuzzFind? Play(ulong number, bool damaged)
    {
        var dice = new Dice(number);
        var home = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"toktrack-home-{Guid.NewGuid():N}");
        Directory.CreateDirectory(home);
        try
        {
            var environment = new SourceEnvironment(home, name => name == "TOKTRACK_HOME" ? Path.Combine(home, "ledger") : null);
            var files = Files(home, damaged, dice);
            using var openCode = new OpenCodeFuzz(Path.Combine(home, ".local", "share", "opencode"), damaged, dice);
            HistoryOutcome? kept = null;
            var rounds = dice.Between(1, 4);
            for (var round = 1; round <= rounds; round++)
            {
                foreach (var file in files) file.Grow(round == rounds, dice);
                openCode.Go(lines / 10);
                openCode.See();
                kept = HistoryRun.Run(SourceCatalog.All, environment, HistoryHome.Of(environment), Options(dice, out _), new HistoryOptions { Machine = "fuzz" });
            }

            var scanned = UsageScan.Run(SourceCatalog.All, environment, Options(dice, out var kernel));
            Count(files, openCode, kernel);
            var readings = files.Select(f => (f.Source.Id, f.Path, f.Source.Read(f.Bytes, f.Path, 64 << 20))).ToList();
            Records += readings.Sum(r => (long)r.Item3.Records.Count);
            Malformed += readings.Sum(r => (long)r.Item3.Malformed);
            var difference = Difference("with the ledger", kept!.Scan.Snapshot, Expected([.. readings, (SourceId.OpenCode, "", openCode.Read(ever: true))])) ??
                Difference("without the ledger", scanned.Snapshot, Expected([.. readings, (SourceId.OpenCode, "", openCode.Read(ever: false))]));
            if (kept.Warnings.Count > 0) difference ??= "warning: " + kept.Warnings[0];
            return difference is null ? null : new FuzzFind([], "home", new FuzzSetup(kernel), [], string.Create(CultureInfo.InvariantCulture, $"home {number}, {rounds} rounds, damaged {damaged}: {difference}"));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    public void Dispose()
    {
    }

    private static ScanOptions Options(Dice dice, out string kernel)
    {
        var setup = FuzzSetup.Any(dice);
        kernel = setup.Kernel;
        return new() { Threads = dice.Between(1, 8), Kernel = setup.Kernel, Io = setup.Io };
    }

    private List<GrowingFile> Files(string home, bool damaged, Dice dice)
    {
        var (claude, codex, gemini, document) = (new ClaudeFuzz(), new CodexFuzz(), new GeminiFuzz(), new GeminiDocumentFuzz());

        // A document that grows names its session first, as its writer does.
        var cutsOff = damaged && dice.OneIn(2);
        var files = new List<GrowingFile>
        {
            new(claude, Path.Combine(home, ".claude", "projects", "-home-ann-x", "one.jsonl"), Written(claude)),
            new(codex, Path.Combine(home, ".codex", "sessions", "2026", "rollout-a.jsonl"), Written(codex)),
            new(gemini, Path.Combine(home, ".gemini", "tmp", "work", "chats", "a.jsonl"), Written(gemini)),
            new(document, Path.Combine(home, ".gemini", "tmp", "work", "chats", "b.json"), Written(document, isDamaged: cutsOff)) { GrowsAtOnce = !cutsOff },
        };

        // Others go on with what stands in the first ones, or copy parts of it.
        files.Add(new(claude, Path.Combine(home, ".claude", "projects", "-home-ann-y", "s", "subagents", "agent-1.jsonl"), [.. Part(files[0].Bytes, dice), .. Written(claude)]));
        files.Add(new(codex, Path.Combine(home, ".codex", "archived_sessions", "rollout-b.jsonl"), [.. Part(files[1].Bytes, dice), .. Written(codex)]));
        files.Add(new(gemini, Path.Combine(home, ".gemini", "tmp", "work", "chats", "sub", "c.jsonl"), [.. Part(files[2].Bytes, dice), .. Written(gemini)]));
        return files;

        byte[] Written(IFuzzSource source, bool? isDamaged = null)
        {
            var text = new ByteText();
            source.Write(text, dice.Between(lines / 2, lines), isDamaged ?? (damaged && dice.OneIn(2)), dice);
            return text.Span.ToArray();
        }
    }

    private static byte[] Part(byte[] bytes, Dice dice)
    {
        var from = dice.Below(bytes.Length);
        from += bytes.AsSpan(from).IndexOf((byte)'\n') + 1;
        return bytes[from..dice.Between(from, bytes.Length)];
    }

    private static List<string> Expected(List<(SourceId Id, string Path, PlainReading Reading)> readings)
    {
        return PlainSlots.Of(
        [
            .. PlainClaudeMerge.Responses(Of(SourceId.ClaudeCode)).Select(r => r.Record), .. PlainMerge.Codex(Of(SourceId.Codex)).Select(r => r.Record),
            .. PlainMerge.Gemini(Of(SourceId.Gemini)).Select(r => r.Record), .. PlainMerge.OpenCode(Of(SourceId.OpenCode)).Select(r => r.Record),
        ]);

        IEnumerable<(PlainRecord, string)> Of(SourceId source) => readings.Where(r => r.Id == source).SelectMany(r => r.Reading.Records.Select(record => (record, r.Path)));
    }

    private void Count(List<GrowingFile> files, OpenCodeFuzz openCode, string kernel)
    {
        var count = openCode.Lines + files.Sum(f => f.Source is GeminiDocumentFuzz ? f.Source.Read(f.Bytes, f.Path, int.MaxValue).Records.Count : f.Bytes.AsSpan().Count((byte)'\n'));
        Lines += count;
        Bytes += files.Sum(f => (long)f.Bytes.Length);
        _byKernel[kernel] = _byKernel.GetValueOrDefault(kernel) + count;
    }

    private static string? Difference(string way, UsageSnapshot snapshot, List<string> expected)
    {
        var (slots, names) = (new List<string>(snapshot.Slots.Count), snapshot.Names);
        foreach (var s in snapshot.Slots)
        {
            slots.Add(string.Join(
                '|', new DateTime(s.Start).ToString("s"), SourceCatalog.Get(s.Source).Key, names[s.Model], names[s.Project], names[s.Session], names[s.Branch], s.PriceClass.IsFast ? "fast" : "",
                s.PriceClass.IsReported ? "paid" : "", s.PriceClass.PromptBucket, s.First, s.Last, s.Requests, s.WebSearches, s.ReportedCost, s.Tokens.Input, s.Tokens.Output, s.Tokens.CacheRead, s.Tokens.CacheWrite5m,
                s.Tokens.CacheWrite1h, s.Tokens.Reasoning));
        }

        slots.Sort(StringComparer.Ordinal);
        return slots.SequenceEqual(expected) ? null : $"{way}:\nlacking:\n{string.Join('\n', expected.Except(slots).Take(5))}\ninvented:\n{string.Join('\n', slots.Except(expected).Take(5))}";
    }

    /// <summary>A file that comes into being bit by bit.</summary>
    private sealed class GrowingFile(IFuzzSource source, string path, byte[] bytes)
    {
        private int _written;

        public IFuzzSource Source => source;

        public string Path => path;

        public byte[] Bytes => bytes;

        /// <summary>It appears in one piece.</summary>
        public bool GrowsAtOnce { get; init; }

        public void Grow(bool isLast, Dice dice)
        {
            var to = isLast ? bytes.Length : GrowsAtOnce ? 0 : dice.Between(_written, bytes.Length);
            if (to == _written && File.Exists(path)) return;
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            using var stream = new FileStream(path, FileMode.Append);
            stream.Write(bytes.AsSpan(_written, to - _written));
            _written = to;
        }
    }
}

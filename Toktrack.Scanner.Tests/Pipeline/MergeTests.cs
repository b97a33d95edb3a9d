using System.Text;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Fuzz;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Pipeline;

/// <summary>Responses counted once, as the reference counts them, whatever the threads, the parts and the order of files.</summary>
public sealed class MergeTests : IDisposable
{
    private const int Shuffles = 50;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(64)]
    public void Run_StreamsCopiesForksInAnyOrder_EqualsTheReferenceByteForByte(int threads)
    {
        var dice = new Dice(47);
        for (var round = 0; round < 5; round++)
        {
            var files = Files(dice, round);
            var expected = Expected(files);
            for (var shuffle = 0; shuffle < Shuffles / 5; shuffle++)
            {
                var order = files.OrderBy(_ => dice.Next()).ToList();
                Scan(order, threads, dice.Between(200, 5000), dice.OneIn(2) ? IoMode.Read : IoMode.Map).Should().Be(expected);
            }
        }
    }

    [Fact]
    public void Run_AThousandTimesWithOneToSixteenThreads_IsAlwaysTheSame()
    {
        var dice = new Dice(53);
        var files = Files(dice, 9);
        var expected = Expected(files);
        for (var run = 0; run < 1000; run++) Scan(files, 1 + (run % 16), 2000, IoMode.Read).Should().Be(expected);
    }

    [Fact]
    public void Merge_RecordsInAnyOrderOnceOrTwice_EqualsTheReference()
    {
        var dice = new Dice(59);
        for (var round = 0; round < 60; round++)
        {
            var files = Files(dice, 20 + round, lines: 12, ids: 3);
            var expected = Expected(files);
            var names = new NameTable();
            var sink = new RecordList();
            new ScanPipeline(new ScanOptions { Threads = 1 }, names, new()).Run([.. files.Select(f => new PlannedRead(f))], sink);
            var merger = new UsageMerger(names);
            foreach (var record in sink.Records.Concat(sink.Records.Where(_ => dice.OneIn(2))).OrderBy(_ => dice.Next())) merger.Add(record);
            Text(merger, names).Should().Be(expected);
            foreach (var file in files) File.Delete(file.Path);
        }
    }

    public void Dispose() => _folder.Dispose();

    // Few ids, few times and few sums, so that every tie occurs.
    private List<LogFile> Files(Dice dice, int round, int lines = 60, int ids = 40)
    {
        var files = new List<LogFile>();
        for (var i = 0; i < 8; i++)
        {
            var text = new StringBuilder();
            for (var line = 0; line < lines; line++)
            {
                text.Append(ClaudeLine.Text(
                    dice.OneIn(20) ? "" : "msg_" + dice.Below(ids),
                    dice.Below(4) * 100,
                    dice.OneIn(3) ? null : "req_" + dice.Below(3),
                    $"2026-01-24T16:0{dice.Below(3)}:00Z",
                    dice.OneIn(4),
                    $"\"cwd\":\"/p{dice.Below(3)}\",\"sessionId\":\"s{dice.Below(3)}\",",
                    dice.OneIn(15) ? "\"iterations\":[{\"type\":\"advisor_message\",\"model\":\"h\",\"output_tokens\":" + dice.Below(3) + "}]," : "")).Append('\n');
            }

            var path = _folder.Write($"r{round}/{(char)('a' + (i % 3))}{i}.jsonl", text.ToString());
            files.Add(new(SourceId.ClaudeCode, path, new FileInfo(path).Length, 0));
        }

        return files;
    }

    private static string Expected(List<LogFile> files) => Sorted(PlainClaudeMerge
        .Responses(files.SelectMany(f => PlainClaudeReader.Read(File.ReadAllBytes(f.Path), f.Path).Records.Select(r => (r, f.Path))))
        .Select(r => $"{r.Path} {r.Record.Offset} {r.Record.Time} {r.Record.Model} {r.Record.Project} {r.Record.Session} {r.Record.Input} {r.Record.Output} {r.Record.Sidechain}"));

    private static string Scan(List<LogFile> files, int threads, int part, IoMode io)
    {
        var names = new NameTable();
        var merger = new UsageMerger(names);
        var pipeline = new ScanPipeline(new ScanOptions { Threads = threads, Io = io }, names, new()) { PartBytes = part, BytesPerWorker = 1 };
        pipeline.Run([.. files.Select(f => new PlannedRead(f))], merger);
        pipeline.Workers.Should().BeGreaterThanOrEqualTo(Math.Min(threads, files.Count));
        return Text(merger, names);
    }

    private static string Text(UsageMerger merger, NameTable names)
    {
        var lines = new List<string>();
        merger.Visit((in UsageRecord r, bool isResponse) =>
        {
            if (isResponse) lines.Add($"{names[r.File]} {r.Offset} {r.Time} {names[r.Model]} {names[r.Project]} {names[r.Session]} {r.Tokens.Input} {r.Tokens.Output} {(r.Flags & RecordFlags.Sidechain) != 0}");
        });
        return Sorted(lines);
    }

    private static string Sorted(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}

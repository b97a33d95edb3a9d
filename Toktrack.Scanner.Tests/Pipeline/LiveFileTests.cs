using System.Text;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Pipeline;

/// <summary>Logs that change while they are read.</summary>
public sealed class LiveFileTests : IDisposable
{
    private const int Lines = 200_000;
    private const int Scanned = 300;

    private readonly TemporaryFolder _home = new();

    [Fact]
    public void Run_FileTruncatedGrownRenamedDeletedMeanwhile_NoExceptionAndNoMapping()
    {
        var line = Encoding.UTF8.GetBytes(ClaudeLine.Text("m") + "\n");
        var content = new byte[line.Length * 8000];
        for (var i = 0; i < 8000; i++) line.CopyTo(content, i * line.Length);
        var path = _home.Write("projects/p/live.jsonl", content);
        var other = _home.Combine("projects", "p", "renamed.jsonl");
        using var stop = new CancellationTokenSource();
        var changes = 0L;
        var chaos = new Thread(() =>
        {
            var dice = new Dice(61);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    switch (dice.Below(6))
                    {
                        case 0: File.Delete(path); break;
                        case 1: File.Move(path, other, true); break;
                        case 2: File.WriteAllBytes(path, content.AsSpan(0, dice.Below(content.Length)).ToArray()); break;
                        case 3: SetLength(path, dice.Below(content.Length)); break;
                        case 4: SetLength(path, 0); break;
                        default:
                            // Whole lines keep their places, so that a read torn between two states of the file still sees lines of this text.
                            SetLength(path, (int)Math.Min(content.Length, new FileInfo(path).Length) / line.Length * line.Length);
                            File.AppendAllBytes(path, content);
                            break;
                    }
                }
                catch (FileNotFoundException)
                {
                    File.WriteAllBytes(path, content);
                }

                changes++;
                if (dice.OneIn(3)) Thread.Sleep(1);
            }
        });
        chaos.Start();
        try
        {
            for (var scan = 0; scan < Scanned; scan++)
            {
                var outcome = Scans.Run(Scans.Environment(_home.Combine("nowhere"), ("CLAUDE_CONFIG_DIR", _home.Path)), new ScanOptions { Threads = 2 });
                outcome.Snapshot.Slots.Sum(s => s.Requests).Should().BeLessThanOrEqualTo(1, "one id is one response, whatever is cut off");
                if (scan % 10 == 0 && OperatingSystem.IsLinux()) File.ReadAllText("/proc/self/maps").Should().NotContain("live.jsonl").And.NotContain("renamed.jsonl");
            }
        }
        finally
        {
            stop.Cancel();
            chaos.Join();
        }

        changes.Should().BeGreaterThan(100);
    }

    [Fact]
    public void Run_LinesAppendedInPiecesOfAnySize_EveryLineIsReadExactlyOnce()
    {
        var path = _home.Write("live.jsonl", "");
        var rounds = 0;
        var writer = new Thread(() =>
        {
            var dice = new Dice(67);
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            var pending = new ByteText();
            for (var i = 0; i < Lines; i++)
            {
                // However fast the machine, the reader gets its turns while the file grows.
                while (Volatile.Read(ref rounds) < i / (Lines / 8)) Thread.Sleep(0);
                pending.Add(Encoding.UTF8.GetBytes($"{{\"timestamp\":\"2026-01-24T16:20:51Z\",\"message\":{{\"id\":\"m{i}\",\"usage\":{{\"output_tokens\":{i}}}}}}}\n"));
                if (pending.Length < 20_000 && i < Lines - 1) continue;
                while (pending.Length > (i == Lines - 1 ? 0 : 1000))
                {
                    var size = Math.Min(pending.Length, dice.Between(1, 8000));
                    file.Write(pending.Span[..size]);
                    pending.Remove(0, size);
                }
            }
        });
        writer.IsBackground = true;
        writer.Start();

        var names = new NameTable();
        var merger = new UsageMerger(names);
        var diagnostics = new ScanDiagnostics();
        var offset = 0L;
        for (var isLast = false; ;)
        {
            isLast = !writer.IsAlive;
            var file = new LogFile(SourceId.ClaudeCode, path, new FileInfo(path).Length, 0);
            var pipeline = new ScanPipeline(new ScanOptions { Threads = 2, Io = IoMode.Read }, names, diagnostics) { PartBytes = 100_000, BytesPerWorker = 1 };
            var checkpoint = pipeline.Run([new PlannedRead(file, offset)], merger)[0].Checkpoint!.Value;
            checkpoint.Offset.Should().BeGreaterThanOrEqualTo(offset);
            offset = checkpoint.Offset;
            Volatile.Write(ref rounds, rounds + 1);
            if (isLast) break;
        }

        writer.Join();
        var count = 0L;
        var sum = 0L;
        merger.Visit((in UsageRecord r, bool isResponse) =>
        {
            count += isResponse ? 1 : 0;
            sum += r.Tokens.Output;
        });
        count.Should().Be(Lines);
        sum.Should().Be((long)Lines * (Lines - 1) / 2);
        offset.Should().Be(new FileInfo(path).Length);
        diagnostics.Total.Should().Be(0);
        rounds.Should().BeGreaterThan(3);
    }

    public void Dispose() => _home.Dispose();

    // As a program that knows nothing of .NET's advisory locks.
    private static void SetLength(string path, int length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(length);
    }
}

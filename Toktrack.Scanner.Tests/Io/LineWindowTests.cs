using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Fuzz;
using Toktrack.Scanner.Tests.Reference;

namespace Toktrack.Scanner.Tests.Io;

/// <summary>However a file is cut into windows and parts, the records, the diagnostics and the checkpoint are the same.</summary>
public sealed class LineWindowTests : IDisposable
{
    private readonly FileReadings _files = new();

    public static IEnumerable<object[]> Kernels => Scans.Kernels;

    public static IEnumerable<object[]> Ways => from io in new[] { IoMode.Read, IoMode.Map } select new object[] { io };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Read_BuffersOfManySizes_EqualsTheReference(string kernel)
    {
        foreach (var buffer in new[] { 1, 2, 3, 7, 63, 64, 65, 127, 128, 512, 4096, 1 << 18 })
        {
            _files.Difference(GoldenLog.Bytes, new(kernel, Buffer: buffer)).Should().BeNull("buffers of {0}", buffer);
        }
    }

    [Fact]
    public void Read_FirstWindowEndsAtEveryByte_EqualsTheReference()
    {
        foreach (var kernel in Structure.KernelCatalogNames.Supported)
        {
            for (var buffer = 1; buffer <= GoldenLog.Bytes.Length; buffer += kernel == "scalar" ? 7 : 1)
            {
                if (_files.Difference(GoldenLog.Bytes, new(kernel, Buffer: buffer)) is { } difference) Assert.Fail($"{kernel}, buffer {buffer}: {difference}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Read_PartsCutAtEveryByte_EqualsTheReferenceWithOneCheckpoint(IoMode io)
    {
        foreach (var bytes in new[] { GoldenLog.Bytes, [.. GoldenLog.Bytes, (byte)'\n'] })
        {
            File.WriteAllBytes(_files.Path, bytes);
            var expected = PlainClaudeReader.Read(bytes, _files.Path);
            expected.Records.Should().HaveCount(16);
            using var reader = new FuzzReader(SourceId.ClaudeCode, new(Structure.KernelCatalogNames.Supported[0], io));
            var whole = reader.Read(_files.Path, bytes.Length, []);
            whole.Offset.Should().Be(bytes.AsSpan().LastIndexOf((byte)'\n') + 1);
            for (var cut = 1; cut < bytes.Length; cut++)
            {
                if (reader.Difference(_files.Path, bytes, expected, [cut]) is { } difference) Assert.Fail($"cut at {cut}: {difference}");
                reader.Read(_files.Path, bytes.Length, [cut]).Should().Be(whole, "cut at {0}", cut);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Read_ThreeCutsAnywhere_EqualsTheReferenceWithOneCheckpoint(IoMode io)
    {
        var dice = new Dice(41);
        File.WriteAllBytes(_files.Path, GoldenLog.Bytes);
        var expected = PlainClaudeReader.Read(GoldenLog.Bytes, _files.Path);
        using var reader = new FuzzReader(SourceId.ClaudeCode, new(Structure.KernelCatalogNames.Supported[0], io, Buffer: 200));
        var whole = reader.Read(_files.Path, GoldenLog.Bytes.Length, []);
        for (var i = 0; i < 3000; i++)
        {
            long[] cuts = [.. Enumerable.Range(0, 3).Select(_ => (long)dice.Between(1, GoldenLog.Bytes.Length - 1)).Distinct().Order()];
            if (reader.Difference(_files.Path, GoldenLog.Bytes, expected, cuts) is { } difference) Assert.Fail($"cuts {string.Join(' ', cuts)}: {difference}");
            reader.Read(_files.Path, GoldenLog.Bytes.Length, cuts).Should().Be(whole);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Read_EveryLimitOfLineLength_SkipsExactlyTheLongerLines(IoMode io)
    {
        for (var limit = 1; limit < 700; limit++)
        {
            foreach (var buffer in new[] { 64, 1 << 18 })
            {
                var cut = 1 + (limit * 7 % (GoldenLog.Bytes.Length - 1));
                if (_files.Difference(GoldenLog.Bytes, new("scalar", io, buffer, limit), cut) is { } difference) Assert.Fail($"limit {limit}, buffer {buffer}, cut {cut}: {difference}");
            }
        }
    }

    // A line longer than a part, still without its line feed: no part that begins inside it may call it read.
    [Theory]
    [MemberData(nameof(Ways))]
    public void Run_UnfinishedLineOverSeveralParts_GoesOnAtItsStartNextTime(IoMode io)
    {
        var head = ClaudeLine.Text("head", 1) + "\n";
        var tail = ClaudeLine.Text("tail", 2, more: $"\"x\":\"{new string('y', 5000)}\",");
        File.WriteAllText(_files.Path, head + tail[..^10]);
        var options = new ScanOptions { Io = io, Threads = 3 };

        var first = Scan(options, 0, out var checkpoint);
        first.Should().Equal(1);
        checkpoint.Offset.Should().Be(head.Length);

        File.AppendAllText(_files.Path, tail[^10..] + "\n");
        Scan(options, checkpoint.Offset, out checkpoint).Should().Equal(2);
        checkpoint.Offset.Should().Be(head.Length + tail.Length + 1);
    }

    private List<long> Scan(ScanOptions options, long offset, out FileCheckpoint checkpoint)
    {
        var sink = new RecordList();
        var pipeline = new ScanPipeline(options, new NameTable(), new ScanDiagnostics()) { PartBytes = 500, BytesPerWorker = 1 };
        var file = new LogFile(SourceId.ClaudeCode, _files.Path, new FileInfo(_files.Path).Length, 0);
        var results = pipeline.Run([new PlannedRead(file, offset)], sink);
        checkpoint = results[0].Checkpoint!.Value;
        return [.. sink.Records.Select(r => r.Tokens.Output).Order()];
    }

    public void Dispose() => _files.Dispose();
}

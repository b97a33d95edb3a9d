using Toktrack.Scanner.Tests.Fuzz;
using Xunit.Abstractions;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>Tests that need a process of their own: over-reads, resident memory, few file descriptors.</summary>
public sealed class ChildTests(ITestOutputHelper output) : IDisposable
{
    private const long Gigabyte = 1L << 30;
    private const int MostResidentKilobytes = 256 * 1024;

    // Pages of a mapping are the page cache's, and count as resident while they are mapped.
    private const int MostResidentKilobytesMapped = 384 * 1024;

    private readonly TemporaryFolder _home = new();

    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    public void Read_TextsBetweenGuardPages_NoByteOutsideIsRead(int seed)
    {
        if (!OperatingSystem.IsLinux()) return;
        var (code, text) = ChildProcess.Run(null, "guard-pages", seed.ToString());
        code.Should().Be(0, text);
        text.Trim().Should().Be($"texts {513 * 12 * Structure.KernelCatalogNames.Supported.Count}");
    }

    [Theory]
    [InlineData("Read", 1)]
    [InlineData("Map", 1)]
    [InlineData("Auto", 1)]
    [InlineData("Auto", 3)]
    public void Run_LineOfGigabytes_IsSkippedAndReportedInBoundedMemory(string io, int gigabytes)
    {
        if (!OperatingSystem.IsLinux()) return;
        // Holes of a sparse file read as NULs: a string without an end, and a line without a quote.
        foreach (var head in new[] { "{\"usage\":{\"x\":\"", "" })
        {
            var path = _home.Write("projects/p/long.jsonl", ClaudeLine.File(ClaudeLine.Text("before"), head)[..^1]);
            using (var file = File.OpenWrite(path))
            {
                file.SetLength(gigabytes * Gigabyte + 12_345);
                file.Seek(0, SeekOrigin.End);
                file.Write("\n"u8);
                file.Write(ClaudeLine.File(ClaudeLine.Text("after")));
            }

            var (code, text) = ChildProcess.Run(null, "scan", _home.Path, io, "2");
            output.WriteLine($"{io} {gigabytes} GiB: {text}");
            code.Should().Be(0, text);
            text.Should().Contain("responses 2").And.Contain("overlong 1\n").And.Contain("diagnostics 1\n").And.Contain("limit of");
            Peak(text).Should().BeLessThan(io == "Map" ? MostResidentKilobytesMapped : MostResidentKilobytes, text);
        }
    }

    [Fact]
    public void Run_FewFileDescriptors_EveryFileIsRead()
    {
        if (OperatingSystem.IsWindows()) return;
        for (var i = 0; i < 2000; i++) _home.Write($"projects/p{i % 100}/{i}.jsonl", ClaudeLine.File(ClaudeLine.Text("m" + i)));
        foreach (var io in new[] { "Read", "Map" })
        {
            var (code, text) = ChildProcess.Run("ulimit -n 64", "scan", _home.Path, io, "8");
            code.Should().Be(0, text);
            text.Should().Contain("responses 2000\n").And.Contain("diagnostics 0\n");
        }
    }

    public void Dispose() => _home.Dispose();

    private static int Peak(string text) => int.Parse(text.Split('\n').First(l => l.StartsWith("peak ", StringComparison.Ordinal))[5..]);
}

using System.Globalization;
using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Tests.Io;

public sealed class HeapPagesTests
{
    [Fact]
    public void Prepare_OnLinux_LeavesAHeapThatWorksAndAsksForLargePages()
    {
        HeapPages.Prepare();
        HeapPages.Prepare();
        HeapPages.PrepareForMuch();
        var blocks = Enumerable.Range(0, 2000).Select(i => new byte[8000]).ToList();
        blocks.Should().AllSatisfy(b => b.AsSpan().IndexOfAnyExcept((byte)0).Should().Be(-1));
        GC.Collect();
        blocks.Should().AllSatisfy(b => b.Length.Should().Be(8000));
        if (!OperatingSystem.IsLinux() || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 1 << 30 || !Directory.Exists("/sys/kernel/mm/transparent_hugepage")) return;
        Marked().Should().BeGreaterThanOrEqualTo(32 << 20);
    }

    // Bytes of mappings that carry the wish for large pages.
    private static long Marked()
    {
        long size = 0, marked = 0;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.StartsWith("Size:", StringComparison.Ordinal)) size = long.Parse(line.AsSpan(5).Trim().TrimEnd("kB ").ToString(), CultureInfo.InvariantCulture) << 10;
            if (line.StartsWith("VmFlags:", StringComparison.Ordinal) && line.Split(' ').Contains("hg")) marked += size;
        }

        return marked;
    }
}

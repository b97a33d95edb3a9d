// The trick: the collector commits its heap 64 KiB at a time, with two system calls each, and the kernel then hands out its
// pages one fault after the other. For the few megabytes of a short run that is a quarter of all it does: 2.4 ms for 4 MiB
// on the machine of the published figures, 0.2 ms when the kernel is asked for pages of 2 MiB before the collector gets
// there. The range lies in the address space the collector has reserved for its heap, is empty, and becomes accessible
// earlier than it would: the collector commits it later as if nothing had happened.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Toktrack.Scanner.Io;

/// <summary>Asks the kernel for large pages for what the heap will grow into. Only on Linux; a wish, whose refusal changes nothing.</summary>
public static unsafe partial class HeapPages
{
    private const int ReadAndWrite = 3; // PROT_READ | PROT_WRITE
    private const int HugePages = 14; // MADV_HUGEPAGE
    private const int InCoreDumps = 17; // MADV_DODUMP, which the collector asks for piece by piece: pieces that differ share no page

    // The collector's regions: the first for small objects, one for large ones, and the next for small objects. Large objects
    // get no large pages unless much is to be read: for one of half a megabyte, a page that is cleared whole costs more.
    private const nint Region = 4 << 20;
    private const nint LargeRegion = 32 << 20;
    private const nint Range = 64 << 20;

    // Less memory may come with less reserved address space than the range.
    private const long LeastMemory = 1L << 30;

    private static nint s_first;

    /// <summary>Prepares the heap for a run that needs some megabytes. Takes about 0.1 ms, and nothing in a process that did it before.</summary>
    public static void Prepare()
    {
        if (s_first != 0 || !IsSupported) return;
        var place = LastObject();
        var start = place & ~(Region - 1);
        s_first = start;
        if (Ask(start, Region)) Ask(start + Region + LargeRegion, Range - Region - LargeRegion);
    }

    /// <summary>Prepares a heap that is prepared already for a scan of gigabytes as well: its tables are large objects.</summary>
    public static void PrepareForMuch()
    {
        if (s_first != 0) Ask(s_first, Range);
    }

    private static bool IsSupported =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= LeastMemory;

    private static nint LastObject()
    {
        var last = new object();
        return *(nint*)Unsafe.AsPointer(ref last);
    }

    private static bool Ask(nint start, nint length) =>
        mprotect(start, length, ReadAndWrite) == 0 && madvise(start, length, InCoreDumps) == 0 && madvise(start, length, HugePages) == 0;

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int mprotect(nint address, nint length, int protection);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int madvise(nint address, nint length, int advice);
}

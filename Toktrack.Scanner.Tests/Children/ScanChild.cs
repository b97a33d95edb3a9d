using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>Scans a config folder and prints what it found and the most memory it had resident.</summary>
internal static class ScanChild
{
    public static int Run(string home, IoMode io, int threads)
    {
        var outcome = Scans.Run(Scans.Environment(Path.Combine(home, "nowhere"), ("CLAUDE_CONFIG_DIR", home)), new ScanOptions { Io = io, Threads = threads });
        var peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine($"responses {outcome.Snapshot.Slots.Sum(s => s.Requests)}");
        Console.WriteLine($"overlong {outcome.Diagnostics.Count(DiagnosticKind.OverlongLine)}");
        Console.WriteLine($"diagnostics {outcome.Diagnostics.Total}");
        Console.WriteLine($"peak {peak}");
        foreach (var sample in outcome.Diagnostics.Samples) Console.WriteLine($"# {sample.Kind} {sample.Path} {sample.Offset}: {sample.Detail}");
        return 0;
    }
}

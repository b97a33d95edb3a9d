using System.Runtime.InteropServices;

namespace Toktrack.Benchmarks.History;

/// <summary>Processor time of all processes this one has started and that have ended.</summary>
internal static partial class ChildTimes
{
    private const int Children = -1;

    public static TimeSpan Total
    {
        get
        {
            if (OperatingSystem.IsWindows() || getrusage(Children, out var usage) != 0) return TimeSpan.Zero;
            return TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) + TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds);
        }
    }

    [LibraryImport("libc")]
    private static partial int getrusage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}

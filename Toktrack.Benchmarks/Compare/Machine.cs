using System.Globalization;
using System.Runtime.InteropServices;

namespace Toktrack.Benchmarks.Compare;

/// <summary>Where a benchmark ran.</summary>
internal static class Machine
{
    /// <summary>The processor's name.</summary>
    public static string Processor => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ", 2)[1] ?? "unknown"
        : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The processor's name as a folder name.</summary>
    public static string Folder => string.Concat(Processor.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');

    /// <summary>One line of conditions.</summary>
    public static string Conditions => string.Create(CultureInfo.InvariantCulture,
        $"{Processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, files in page cache, load average {Load}");

    private static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}

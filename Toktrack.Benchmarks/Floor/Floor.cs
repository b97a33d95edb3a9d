using System.IO.Enumeration;

namespace Toktrack.Benchmarks.Floor;

/// <summary>Enumerates the logs below a folder and asks each for its length and time; does nothing else.</summary>
internal static class FloorProgram
{
    public static int Main(string[] args)
    {
        var (files, bytes, newest) = Measure(args[0]);
        Console.WriteLine($"{files} files, {bytes} bytes, {newest:s}");
        return 0;
    }

    public static (int Files, long Bytes, DateTime Newest) Measure(string root)
    {
        var (files, bytes, newest) = (0, 0L, DateTime.MinValue);
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        var entries = new FileSystemEnumerable<(string Path, long Length, DateTime Time)>(
            root, (ref FileSystemEntry e) => (e.ToFullPath(), e.Length, e.LastWriteTimeUtc.UtcDateTime), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry e) => !e.IsDirectory && e.FileName.EndsWith(".jsonl"),
        };
        foreach (var (_, length, time) in entries)
        {
            files++;
            bytes += length;
            if (time > newest) newest = time;
        }

        return (files, bytes, newest);
    }
}

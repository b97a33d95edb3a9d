using Toktrack.Scanner.Io;
using Toktrack.Tool.Demo;

namespace Toktrack.Benchmarks.Suites;

/// <summary>Generated logs of Claude Code, in the mix of real ones, for measuring in memory.</summary>
internal static class SampleLog
{
    /// <summary>About <paramref name="megabytes"/> of whole lines; behind them lie <see cref="LineWindow.Padding"/> readable bytes that are not counted.</summary>
    public static byte[] Padded(int megabytes, out int length)
    {
        var bytes = Read(megabytes);
        length = bytes.Length;
        Array.Resize(ref bytes, length + LineWindow.Padding);
        return bytes;
    }

    /// <summary>The usage lines of such a log, each an array of its own.</summary>
    public static List<byte[]> UsageLines(int count)
    {
        var lines = new List<byte[]>();
        var log = Read(12).AsSpan();
        while (lines.Count < count && log.IndexOf((byte)'\n') is >= 0 and var feed)
        {
            var line = log[..feed];
            if (line.IndexOf("\"type\":\"assistant\""u8) >= 0 && line.IndexOf("\"usage\":{"u8) >= 0 && line.IndexOf("\"type\":\"progress\""u8) < 0 && line.Length < 20_000) lines.Add(line.ToArray());
            log = log[(feed + 1)..];
        }

        return lines;
    }

    private static byte[] Read(int megabytes)
    {
        var home = Directory.CreateTempSubdirectory("toktrack-bench-").FullName;
        try
        {
            CorpusGenerator.WriteClaude(new CorpusOptions { Home = home, Size = megabytes * 1_000_000L, Seed = 1 });
            return [.. Directory.EnumerateFiles(home, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}

using System.Diagnostics;
using Toktrack.Tool.Demo;

namespace Toktrack.Benchmarks.Compare;

/// <summary>Generated homes that are made once and used again.</summary>
internal static class Corpora
{
    /// <summary>The home of <paramref name="size"/> bytes in <paramref name="files"/> files (0: as many as usual) below <paramref name="root"/>, made where it is missing.</summary>
    public static string Get(string root, string size, int files)
    {
        var home = Path.Combine(root, $"claude-{size.ToLowerInvariant()}" + (files > 0 ? $"-{files}" : ""));
        var mark = Path.Combine(home, "corpus.complete");
        if (!File.Exists(mark))
        {
            Console.Error.WriteLine($"Generating {size} of logs in {home} …");
            if (Directory.Exists(home))
            {
                Directory.Delete(home, recursive: true);
            }

            var summary = CorpusGenerator.WriteClaude(new CorpusOptions { Home = home, Size = ByteSize.Parse(size), Files = files });
            // Else the disk would be taking it in during the first rounds.
            if (OperatingSystem.IsLinux())
            {
                using var sync = Process.Start("sync");
                sync.WaitForExit();
            }

            File.WriteAllText(mark, $"{summary.Files} files, {summary.Bytes} bytes\n");
        }

        return home;
    }

    /// <summary>How many files a home holds, and bytes.</summary>
    public static (int Files, long Bytes) Measure(string home)
    {
        var files = new DirectoryInfo(Path.Combine(home, ".claude", "projects")).GetFiles("*.jsonl", SearchOption.AllDirectories);
        return (files.Length, files.Sum(file => file.Length));
    }
}

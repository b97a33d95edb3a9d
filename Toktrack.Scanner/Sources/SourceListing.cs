using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources;

/// <summary>Lists CLIs with their folders, files and extent. Opens no log.</summary>
public static class SourceListing
{
    /// <summary>One summary for each of <paramref name="sources"/>, in their order.</summary>
    /// <param name="sources">The CLIs.</param>
    /// <param name="environment">Where they are looked for.</param>
    /// <param name="snapshot">What is known of their usage.</param>
    /// <param name="diagnostics">Takes folders that cannot be read.</param>
    public static IReadOnlyList<SourceSummary> Of(
        IReadOnlyList<IUsageSource> sources, SourceEnvironment environment, UsageSnapshot snapshot, ScanDiagnostics diagnostics) =>
        [.. sources.Select(source => Summarize(source, environment, snapshot, Locate(source, environment, diagnostics)))];

    /// <summary>The same from <paramref name="files"/>, the logs that a run has just found for them.</summary>
    public static IReadOnlyList<SourceSummary> Of(
        IReadOnlyList<IUsageSource> sources, SourceEnvironment environment, UsageSnapshot snapshot, IReadOnlyList<LogFile> files) =>
        [.. sources.Select(source => Summarize(source, environment, snapshot, files.Where(f => f.Source == source.Id).ToList()))];

    private static List<LogFile> Locate(IUsageSource source, SourceEnvironment environment, ScanDiagnostics diagnostics)
    {
        var files = new List<LogFile>();
        source.Locate(environment, files, diagnostics);
        return files;
    }

    private static SourceSummary Summarize(IUsageSource source, SourceEnvironment environment, UsageSnapshot snapshot, List<LogFile> files)
    {
        long requests = 0, first = 0, last = 0;
        var tokens = default(TokenCounts);
        foreach (var slot in snapshot.Slots)
        {
            if (slot.Source != source.Id) continue;
            first = requests == 0 ? slot.First : Math.Min(first, slot.First);
            last = Math.Max(last, slot.Last);
            requests += slot.Requests;
            tokens.Add(slot.Tokens);
        }

        var folders = source.Roots(environment).Select(root => Folder(root, files));
        return new(source, [.. folders], files.Count, files.Sum(f => f.Length), requests, tokens, first, last);
    }

    private static SourceFolder Folder(string root, List<LogFile> files)
    {
        var inside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;
        var own = files.Where(f => f.Path.StartsWith(inside, StringComparison.Ordinal)).ToList();
        return new(root, Directory.Exists(root), own.Count, own.Sum(f => f.Length));
    }
}

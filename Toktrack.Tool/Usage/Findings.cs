using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Query;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Usage;

/// <summary>Everything <c>doctor</c> tells.</summary>
internal sealed record Findings(
    IReadOnlyList<FolderFinding> Folders, IReadOnlyList<(DiagnosticKind Kind, long Count)> Counts, IReadOnlyList<SkippedFinding> Skipped,
    ScanStatistics Statistics, UsageTable Table, string Ledger, IReadOnlyList<string> Warnings)
{
    public static Findings Of(ToolContext context, ReportOptions options, LoadedUsage usage, UsageTable table)
    {
        var diagnostics = usage.Outcome.Diagnostics;
        var counts = Enum.GetValues<DiagnosticKind>().Select(k => (k, diagnostics.Count(k))).Where(c => c.Item2 > 0).ToList();
        return new(
            FindFolders(context, options), counts, [.. diagnostics.Samples.Select(d => new SkippedFinding(d, LineOf(d)))],
            usage.Outcome.Statistics, table, usage.LedgerState?.Invoke() ?? "not used", usage.Warnings);
    }

    private static List<FolderFinding> FindFolders(ToolContext context, ReportOptions options)
    {
        var result = new List<FolderFinding>();
        foreach (var source in SourceCatalog.All.Where(s => options.Sources.Count == 0 || options.Sources.Contains(s.Id)))
        {
            var files = new List<LogFile>();
            source.Locate(context.LogEnvironment, files, new());
            foreach (var root in source.Roots(context.LogEnvironment))
            {
                var below = files.Where(f => IsBelow(f.Path, root)).ToList();
                result.Add(new(source.Key, root, Directory.Exists(root), below.Count, below.Sum(f => f.Length)));
            }
        }

        return result;
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] is '/' or '\\' || root.EndsWith(Path.DirectorySeparatorChar));

    // Lines are counted only for what is shown: a scan never needs them.
    private static long? LineOf(Diagnostic diagnostic)
    {
        if (diagnostic.Offset < 0 || diagnostic.Path.Length == 0) return null;
        try
        {
            using var file = File.Open(diagnostic.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[64 << 10];
            var line = 1L;
            for (var left = diagnostic.Offset; left > 0;)
            {
                var read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
                if (read == 0) return null;
                line += buffer.AsSpan(0, read).Count((byte)'\n');
                left -= read;
            }

            return line;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}

using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Query;
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
            FolderFinding.Find(context, options), counts, [.. diagnostics.Samples.Select(d => new SkippedFinding(d, LineOf(d)))],
            usage.Outcome.Statistics, table, usage.LedgerState?.Invoke() ?? "not used", usage.Warnings);
    }

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

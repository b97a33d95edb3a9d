using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Usage;

/// <summary>What a run has to say on standard error: warnings, what was skipped, and with <c>--verbose</c> what was read.</summary>
internal static class ScanNotes
{
    /// <summary>The kernel of usage that came from no scan.</summary>
    public const string NoKernel = "none";

    /// <summary>Tells a newcomer where logs were looked for, and how to see something without them.</summary>
    public static void WriteNoLogs(ToolContext context, ReportOptions options)
    {
        context.Error.WriteLine("toktrack: no logs were found. Looked in");
        foreach (var folder in FolderFinding.Find(context, options)) context.Error.WriteLine("  " + TerminalText.Escape(folder.Path));
        context.Error.WriteLine("'toktrack demo daily' shows a report on generated logs.");
    }

    /// <summary>Tells one warning.</summary>
    public static void WriteWarning(ToolContext context, string warning) => context.Error.WriteLine("toktrack: " + TerminalText.Escape(warning));

    public static void Write(LoadedUsage usage, ReportOptions options, TextWriter error)
    {
        foreach (var warning in usage.Warnings) error.WriteLine("toktrack: " + TerminalText.Escape(warning));
        var (statistics, diagnostics) = (usage.Outcome.Statistics, usage.Outcome.Diagnostics);
        if (diagnostics.Total > 0) error.WriteLine(diagnostics.Total == 1
            ? "toktrack: 1 line or file was skipped or repaired; 'toktrack doctor' lists them."
            : $"toktrack: {NumberText.Full(diagnostics.Total)} lines or files were skipped or repaired; 'toktrack doctor' lists them.");
        if (!options.Verbose) return;
        error.WriteLine(
            $"toktrack: {NumberText.Full(statistics.FilesRead)} of {NumberText.Full(statistics.Files)} files read, {NumberText.Full(statistics.BytesRead)} bytes in {NumberText.Milliseconds(statistics.Elapsed)} ms; " +
            $"{NumberText.Full(statistics.Records)} records, {NumberText.Full(statistics.Duplicates)} duplicates; kernel {statistics.Kernel}, {statistics.Threads} threads.");
    }
}

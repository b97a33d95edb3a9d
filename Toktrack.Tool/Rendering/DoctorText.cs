using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Rendering;

/// <summary>The findings of <c>doctor</c> as text.</summary>
internal static class DoctorText
{
    private const int MostShown = 20;

    public static void Write(Findings findings, TableStyle style, TextWriter output)
    {
        var writer = new TableWriter(output, style);
        writer.Line("Folders", bold: true);
        FolderTable.Write(findings.Folders, writer);
        output.Write('\n');

        var s = findings.Statistics;
        writer.Line("Scan", bold: true);
        writer.Line($"{NumberText.Full(s.Files)} files found, {NumberText.Full(s.FilesRead)} read: {NumberText.Full(s.BytesRead)} bytes in {NumberText.Milliseconds(s.Elapsed)} ms.");
        writer.Line($"{NumberText.Full(s.Records)} records, {NumberText.Full(s.Duplicates)} of them duplicates that were merged.");
        writer.Line($"SIMD kernel {s.Kernel}, {s.Threads} threads.");
        writer.Line("Ledger: " + TerminalText.Escape(findings.Ledger) + ".");
        foreach (var warning in findings.Warnings) writer.Line(TerminalText.Escape(warning), Tone.Key);
        output.Write('\n');

        writer.Line("Skipped or repaired", bold: true);
        if (findings.Counts.Count == 0) writer.Line("Nothing.");
        foreach (var (kind, count) in findings.Counts) writer.Line($"{NumberText.Full(count)} × {Describe(kind)}");
        foreach (var (diagnostic, line) in findings.Skipped.Take(MostShown))
        {
            var place = diagnostic.Path.Length == 0 ? "" : TerminalText.Escape(diagnostic.Path) + (line is { } n ? $":{n}" : "") + ": ";
            writer.Line("  " + place + TerminalText.Escape(diagnostic.Detail), Tone.Quiet);
        }

        if (findings.Skipped.Count > MostShown) writer.Line($"  {findings.Skipped.Count - MostShown} more with --json.", Tone.Quiet);
        output.Write('\n');

        writer.Line("Prices", bold: true);
        writer.Line(ReportText.Unpriced(findings.Table) ?? "Every model has a known price.");
    }

    /// <summary>What a kind means, as a phrase.</summary>
    public static string Describe(DiagnosticKind kind) => kind switch
    {
        DiagnosticKind.MalformedLine => "a line that is not JSON; skipped",
        DiagnosticKind.SalvagedRecord => "a whole record behind a broken one; read",
        DiagnosticKind.OverlongLine => "a line that is too long; skipped",
        DiagnosticKind.MissingTime => "a record without a usable time; not counted",
        DiagnosticKind.BadCount => "a token count that is no count; taken as 0",
        DiagnosticKind.UnreadableFile => "a file or folder that cannot be read; skipped",
        DiagnosticKind.NotAFile => "something that is no regular file; skipped",
        DiagnosticKind.UnknownFormat => "a document or database of an unknown shape; skipped",
        DiagnosticKind.Saturated => "a sum that reached the largest number",
        _ => kind.ToString(),
    };
}

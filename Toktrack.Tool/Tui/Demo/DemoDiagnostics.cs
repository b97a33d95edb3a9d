using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>Diagnostics for pictures.</summary>
internal static class DemoDiagnostics
{
    public static ScanDiagnostics Some()
    {
        var diagnostics = new ScanDiagnostics();
        diagnostics.Report(DiagnosticKind.MalformedLine, "/home/sam/.claude/projects/-home-sam-work-storefront/5b1f.jsonl", 182_044, "The line ends inside a string; it was skipped.");
        diagnostics.Report(DiagnosticKind.SalvagedRecord, "/home/sam/.claude/projects/-home-sam-work-storefront/5b1f.jsonl", 182_911, "A whole record stands behind a broken one; it was read.");
        diagnostics.Report(DiagnosticKind.UnreadableFile, "/home/sam/.codex/sessions/2026/07/02/rollout-7.jsonl", -1, "Permission denied; the file was skipped.");
        return diagnostics;
    }
}

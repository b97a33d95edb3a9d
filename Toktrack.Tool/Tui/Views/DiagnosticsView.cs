using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>What was skipped, repaired or missed: counts by kind, then the first of each with its place.</summary>
internal static class DiagnosticsView
{
    public static ViewFeedback Draw(Frame frame, Rect area, ViewContext context)
    {
        var theme = context.Theme;
        var inside = Panel.Draw(frame, area, "Diagnostics", theme, NumberText.Full(context.Status.Problems));
        var lines = Lines(context).ToList();
        if (lines.Count == 0)
        {
            EmptyNote.Draw(frame, inside, "Nothing to report", "every line that could carry usage was read", theme);
            return default;
        }

        var max = Math.Max(0, lines.Count - inside.Height);
        var scroll = Math.Clamp(context.State.OverlayScroll, 0, max);
        for (var i = 0; i < inside.Height && scroll + i < lines.Count; i++)
        {
            var (text, detail, style) = lines[scroll + i];
            var used = frame.Text(inside.X, inside.Y + i, text, style, inside.Width);
            if (detail.Length > 0) frame.Text(inside.X + used + 2, inside.Y + i, CellWidth.FitMiddle(TerminalText.Escape(detail), Math.Max(0, inside.Width - used - 2)), theme.Muted);
        }

        return new(inside.Height, max);
    }

    private static IEnumerable<(string Text, string Detail, Style Style)> Lines(ViewContext context)
    {
        var (status, theme) = (context.Status, context.Theme);
        if (status.Error is not null) yield return ("The last refresh failed", status.Error, theme.Bad);
        foreach (var warning in status.Warnings ?? []) yield return (warning, "", theme.Warning);
        if (status.Diagnostics is null) yield break;
        var samples = status.Diagnostics.Samples.ToLookup(s => s.Kind);
        foreach (var kind in Enum.GetValues<DiagnosticKind>())
        {
            var count = status.Diagnostics.Count(kind);
            if (count == 0) continue;
            yield return ($"{NumberText.Full(count)} × {NameOf(kind)}", "", theme.Text.Bold());
            foreach (var sample in samples[kind])
            {
                var place = sample.Offset >= 0 ? $"{sample.Path} at byte {NumberText.Full(sample.Offset)}" : sample.Path;
                yield return ("  " + sample.Detail, place, theme.Text);
            }
        }
    }

    private static string NameOf(DiagnosticKind kind) => kind switch
    {
        DiagnosticKind.MalformedLine => "line that is not JSON, skipped",
        DiagnosticKind.SalvagedRecord => "record behind a broken one, read",
        DiagnosticKind.OverlongLine => "line too long, skipped",
        DiagnosticKind.MissingTime => "record without a usable time, not counted",
        DiagnosticKind.BadCount => "impossible token count, taken as 0",
        DiagnosticKind.UnreadableFile => "file or folder that cannot be read, skipped",
        DiagnosticKind.NotAFile => "log that is no regular file, skipped",
        DiagnosticKind.UnknownFormat => "unknown format, skipped",
        DiagnosticKind.Saturated => "sum too large to count",
        _ => kind.ToString(),
    };
}

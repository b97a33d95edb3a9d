using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>Takes the lines of a record stream: each stands or falls alone.</summary>
internal sealed class GeminiStream(GeminiRecordReader records, ScanDiagnostics diagnostics, Action<LogFile, bool> send) : IWindowConsumer
{
    private const int MaxSalvageAttempts = 256;

    private LogFile _file = new(default, "", 0, 0);

    /// <summary>Starts a file.</summary>
    public void Begin(LogFile file) => _file = file;

    /// <inheritdoc/>
    public void Lines(ReadOnlySpan<byte> lines, long offset)
    {
        while (lines.Length > 0)
        {
            var feed = lines.IndexOf((byte)'\n');
            var length = feed < 0 ? lines.Length : feed;
            Line(lines[..length], offset, isWhole: true);
            offset += length + 1;
            lines = feed < 0 ? default : lines[(feed + 1)..];
        }
    }

    /// <inheritdoc/>
    public void Remainder(ReadOnlySpan<byte> bytes, long offset) => Line(bytes, offset, isWhole: false);

    /// <inheritdoc/>
    public void Overlong(long offset, long length) =>
        diagnostics.Report(DiagnosticKind.OverlongLine, _file.Path, offset, $"A line of {length} bytes is longer than the limit; it was skipped.");

    private void Line(ReadOnlySpan<byte> line, long offset, bool isWhole)
    {
        var text = line.TrimStart("\0 \t\r\uFEFF"u8);
        if (text.IsEmpty) return;
        offset += line.Length - text.Length;
        var (session, model) = (records.Session, records.Model);
        records.Clear(session: false);
        if (!records.Read(text, offset, isDocument: false, out var end) && isWhole) Salvage(text, offset, end);

        send(_file, false);
        if (!isWhole) (records.Session, records.Model) = (session, model);
    }

    // A record that was cut off, with a whole one behind it on the same line: a beginning from which all is JSON to the
    // end of the line. An object inside the cut one is none, because what encloses it follows.
    private void Salvage(ReadOnlySpan<byte> text, long offset, int broken)
    {
        var attempts = 0;
        for (var at = broken + 1; at < text.Length && attempts < MaxSalvageAttempts; attempts++)
        {
            var next = text[at..].IndexOf("{\""u8);
            if (next < 0) break;
            at += next;
            var known = records.Mark;
            if (records.Read(text[at..], offset + at, isDocument: false, out _))
            {
                diagnostics.Report(DiagnosticKind.SalvagedRecord, _file.Path, offset + at, "A whole record stands behind a broken one on the same line; it was read.");
                return;
            }

            records.Mark = known;
            at += 2;
        }

        diagnostics.Report(DiagnosticKind.MalformedLine, _file.Path, offset + broken, "A line is not JSON; it was skipped.");
    }
}

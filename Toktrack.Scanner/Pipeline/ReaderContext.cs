using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>What a reader works with: where records, names and diagnostics go, and how bytes are to be read.</summary>
public sealed class ReaderContext
{
    internal ReaderContext(IRecordSink sink, NameTable names, ScanDiagnostics diagnostics, ScanOptions options, LineWindow window)
    {
        Sink = sink;
        Names = names;
        Diagnostics = diagnostics;
        Options = options;
        Window = window;
    }

    /// <summary>Takes the records of one worker.</summary>
    public IRecordSink Sink { get; }

    /// <summary>The shared dictionary.</summary>
    public NameTable Names { get; }

    /// <summary>Counts what was skipped or repaired.</summary>
    public ScanDiagnostics Diagnostics { get; }

    /// <summary>Kernel, io mode and limits.</summary>
    public ScanOptions Options { get; }

    /// <summary>Brings lines before a consumer; shared by the readers of one worker.</summary>
    internal LineWindow Window { get; }
}

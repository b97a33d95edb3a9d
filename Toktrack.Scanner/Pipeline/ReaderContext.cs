using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>What a reader works with: where records, names and diagnostics go, and how bytes are to be read.</summary>
/// <param name="Sink">Takes the records of one worker.</param>
/// <param name="Names">The shared dictionary.</param>
/// <param name="Diagnostics">Counts what was skipped or repaired.</param>
/// <param name="Options">Kernel, io mode and limits.</param>
public sealed record ReaderContext(IRecordSink Sink, NameTable Names, ScanDiagnostics Diagnostics, ScanOptions Options);

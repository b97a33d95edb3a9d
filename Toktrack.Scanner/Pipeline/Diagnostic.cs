namespace Toktrack.Scanner.Pipeline;

/// <summary>One thing that was skipped, repaired or missed.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Path">The file or folder; empty where none is to blame.</param>
/// <param name="Offset">Byte offset in the file, or -1 where it does not apply.</param>
/// <param name="Detail">A sentence for people: what was found and what was done.</param>
public sealed record Diagnostic(DiagnosticKind Kind, string Path, long Offset, string Detail);

using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Usage;

/// <summary>A diagnostic with the number of its line, where the file can still be read.</summary>
/// <param name="Diagnostic">What was skipped or repaired.</param>
/// <param name="Line">The line, from 1; null where it does not apply or the file is gone.</param>
internal sealed record SkippedFinding(Diagnostic Diagnostic, long? Line);

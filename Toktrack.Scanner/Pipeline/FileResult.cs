using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Pipeline;

/// <summary>What became of a <see cref="PlannedRead"/>.</summary>
/// <param name="File">The file.</param>
/// <param name="Checkpoint">Where the next run goes on; null where the file could not be read (it is reported, and tried again next time).</param>
public sealed record FileResult(LogFile File, FileCheckpoint? Checkpoint);

using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Pipeline;

/// <summary>A file that has to be read, and from where.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">First byte to read: 0 for the whole file, else <see cref="FileCheckpoint.Offset"/> of the last run.</param>
/// <param name="State">The source's state at <paramref name="Offset"/>.</param>
public sealed record PlannedRead(LogFile File, long Offset = 0, ReadOnlyMemory<byte> State = default);

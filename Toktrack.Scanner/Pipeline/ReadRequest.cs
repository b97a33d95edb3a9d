using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Pipeline;

/// <summary>A file, or the part of it that one worker reads.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">First byte to read. A line belongs to the part that holds its first byte.</param>
/// <param name="End">First byte that is another part's; <see cref="long.MaxValue"/> for everything up to the end of the file.</param>
/// <param name="StartsLine">True when <paramref name="Start"/> is known to be the start of a line (0, or where an earlier run stopped).</param>
/// <param name="State">The source's own state at <paramref name="Start"/>, from <see cref="FileCheckpoint.State"/>; empty at the start of a file.</param>
public readonly record struct ReadRequest(LogFile File, long Start, long End, bool StartsLine, ReadOnlyMemory<byte> State)
{
    /// <summary>The whole of a file.</summary>
    public static ReadRequest Whole(LogFile file) => new(file, 0, long.MaxValue, true, default);
}

namespace Toktrack.Scanner.Pipeline;

/// <summary>Where the next run can go on reading a file that has only grown.</summary>
/// <param name="Offset">
/// The settled length: everything before it has been read for good (for line-based logs, the end of the last line that
/// has its line feed). What lies behind it is read again next time.
/// </param>
/// <param name="PrefixHash">Hash of the bytes before <paramref name="Offset"/> (<see cref="Io.PrefixHash"/>), to tell "grown" from "rewritten"; 0 where the file is always read whole.</param>
/// <param name="State">The source's own state at <paramref name="Offset"/>; empty where lines stand for themselves.</param>
public readonly record struct FileCheckpoint(long Offset, ulong PrefixHash, ReadOnlyMemory<byte> State)
{
    /// <summary>A file that is read whole whenever it changed.</summary>
    public static FileCheckpoint ReadWhole => default;
}

using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Io;

/// <summary>A log file as the file system describes it, found by a source.</summary>
/// <param name="Source">The source that found it.</param>
/// <param name="Path">Its whole path, as found (links not resolved).</param>
/// <param name="Length">Its length in bytes when it was found: a hint, the file may be growing.</param>
/// <param name="LastWrite">Its last modification, UTC ticks.</param>
/// <param name="Layout">What kind of file it is to its source (a number private to the source).</param>
public sealed record LogFile(SourceId Source, string Path, long Length, long LastWrite, int Layout = 0)
{
    /// <summary>
    /// When the file system last changed anything about the file (ctime), UTC ticks; 0 where it does not say. Unlike
    /// <see cref="LastWrite"/> no program can set it back, so it betrays a rewrite that keeps length and time.
    /// </summary>
    public long Changed { get; init; }

    /// <summary>Which file it is, whatever its name: a hash of device and inode; 0 where the file system does not say.</summary>
    public ulong Identity { get; init; }
}

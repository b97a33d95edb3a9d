using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Io;

/// <summary>A regular file that a walk met.</summary>
/// <param name="Path">Its whole path.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="LastWrite">Its last modification, UTC ticks.</param>
/// <param name="Changed">When anything about it was last changed, UTC ticks; 0 where the file system does not say.</param>
/// <param name="Identity">Hash of device and inode; 0 where the file system does not say.</param>
public readonly record struct WalkedFile(string Path, long Length, long LastWrite, long Changed = 0, ulong Identity = 0)
{
    /// <summary>The file as a log of <paramref name="source"/>.</summary>
    public LogFile ToLog(SourceId source, int layout = 0) =>
        new(source, Path, Length, LastWrite, layout) { Changed = Changed, Identity = Identity };
}

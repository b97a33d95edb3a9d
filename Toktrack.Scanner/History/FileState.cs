using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>What an earlier run saw and read of a log file.</summary>
/// <param name="Length">Length when it was found.</param>
/// <param name="LastWrite">Its modification time then.</param>
/// <param name="Changed">Its change time then; 0 where unknown or too fresh to be trusted.</param>
/// <param name="Identity">Device and inode; 0 where unknown.</param>
/// <param name="IsFresh">True when it was changed so shortly before that a later change might bear the same time.</param>
/// <param name="Checkpoint">Where reading goes on.</param>
internal readonly record struct FileState(
    long Length, long LastWrite, long Changed, ulong Identity, bool IsFresh, FileCheckpoint Checkpoint)
{
    /// <summary>The state of a file found at <paramref name="located"/> (UTC ticks of the machine's own clock).</summary>
    public static FileState Of(LogFile file, long located, TimeSpan clockTick, FileCheckpoint checkpoint)
    {
        var stamp = file.Changed != 0 ? file.Changed : file.LastWrite;
        var fresh = Math.Abs(located - stamp) < clockTick.Ticks || (file.Changed != 0 && stamp > located);
        return new(file.Length, file.LastWrite, file.Changed, file.Identity, fresh, checkpoint);
    }

    /// <summary>True when nothing says that <paramref name="file"/> has changed.</summary>
    public bool Matches(LogFile file) =>
        !IsFresh && Length == file.Length && LastWrite == file.LastWrite && Changed == file.Changed && Identity == file.Identity;

    public void Write(PackWriter target)
    {
        target.Number(Length);
        target.Signed(LastWrite);
        target.Signed(Changed);
        target.Fixed64(Identity);
        target.Byte(IsFresh ? (byte)1 : (byte)0);
        target.Number(Checkpoint.Offset);
        target.Fixed64(Checkpoint.PrefixHash);
        target.Number(Checkpoint.State.Length);
        target.Bytes(Checkpoint.State.Span);
    }

    public static FileState Read(ref PackReader reader)
    {
        var length = reader.Number();
        var lastWrite = reader.Signed();
        var changed = reader.Signed();
        var identity = reader.Fixed64();
        var fresh = reader.Byte() != 0;
        var offset = reader.Number();
        var prefix = reader.Fixed64();
        var size = reader.Count();
        var state = size == 0 ? default(ReadOnlyMemory<byte>) : reader.Bytes(size).ToArray();
        return new(length, lastWrite, changed, identity, fresh, new(offset, prefix, state));
    }
}

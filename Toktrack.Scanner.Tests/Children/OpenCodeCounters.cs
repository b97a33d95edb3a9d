using System.IO.MemoryMappedFiles;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>What a writing process has done so far, in memory that other processes see at once.</summary>
internal sealed class OpenCodeCounters : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public OpenCodeCounters(string path, bool mayWrite)
    {
        var access = mayWrite ? FileAccess.ReadWrite : FileAccess.Read;
        var stream = new FileStream(path, mayWrite ? FileMode.OpenOrCreate : FileMode.Open, access, FileShare.ReadWrite);
        if (mayWrite && stream.Length == 0) stream.SetLength(64);
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, mayWrite ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 64, mayWrite ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read);
    }

    /// <summary>Messages, and of these finished ones, whose transaction is committed: a reader that starts now sees them all.</summary>
    public (long Messages, long Finished) Committed
    {
        get => (_view.ReadInt64(0), _view.ReadInt64(8));
        set => Write(0, value);
    }

    /// <summary>The same where the transaction has at least begun: a reader that has ended saw no more.</summary>
    public (long Messages, long Finished) Begun
    {
        get => (_view.ReadInt64(24), _view.ReadInt64(32));
        set => Write(24, value);
    }

    /// <summary>True once the writer has written everything.</summary>
    public bool IsDone
    {
        get => _view.ReadInt64(48) != 0;
        set => Write(48, (value ? 1 : 0, 0));
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private void Write(long position, (long First, long Second) value)
    {
        Thread.MemoryBarrier();
        _view.Write(position, value.First);
        _view.Write(position + 8, value.Second);
        Thread.MemoryBarrier();
    }
}

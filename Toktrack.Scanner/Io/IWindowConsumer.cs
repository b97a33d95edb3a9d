namespace Toktrack.Scanner.Io;

/// <summary>Takes the bytes of a log, whole lines at a time. At least <see cref="LineWindow.Padding"/> bytes behind each span are readable.</summary>
internal interface IWindowConsumer
{
    /// <summary>Takes lines that are settled: the last byte is a line feed.</summary>
    /// <param name="lines">One or more whole lines.</param>
    /// <param name="offset">Offset of the first byte in the file.</param>
    void Lines(ReadOnlySpan<byte> lines, long offset);

    /// <summary>Takes what follows the last line feed: perhaps a whole record, perhaps one that is being written. It will be read again.</summary>
    void Remainder(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Tells that a line longer than the limit was skipped.</summary>
    void Overlong(long offset, long length);
}

// Logs reach the scanner as windows of whole lines. Two ways, one seam: reads into one reused buffer, where an unfinished
// line is moved to the front before the next read; and maps, where the last lines of the file are copied out because no
// byte behind the end of a mapping may be touched. Reads are safe whatever the writer does; a mapped file that its writer
// truncates kills the process, so that is for those who ask for it.

using Microsoft.Win32.SafeHandles;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Io;

/// <summary>Brings the lines of one file after the other before a consumer. One per worker; not safe for several threads.</summary>
internal sealed class LineWindow(ScanOptions options, ScanProgress? progress, int bufferSize = LineWindow.BufferSize)
{
    /// <summary>Bytes that are readable behind the end of every window.</summary>
    public const int Padding = 256;

    /// <summary>
    /// Size of the reused buffer: most files come in one piece or two, so that few lines are cut and moved to the front. A quarter
    /// of it stays in the second-level cache, and yet costs a scan 5 % more; twice of it gains nothing.
    /// </summary>
    public const int BufferSize = 1024 * 1024;

    // A buffer that had to grow for a long line is kept up to this size: allocating anew for each would clear pages again.
    private const int KeptBuffer = 4 << 20;

    private byte[] _buffer = new byte[bufferSize + Padding];

    /// <summary>Reads the lines that begin in the request's part of the file.</summary>
    /// <returns>
    /// Where the next run can go on: the end of the last line that has its line feed. No state. The default value where no
    /// line begins in the part: then an earlier part says where.
    /// </returns>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public FileCheckpoint Read(in ReadRequest request, IWindowConsumer consumer)
    {
        using var handle = File.OpenHandle(
            request.File.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        var settled = MappedLines.Suits(request.File, options)
            ? MappedLines.Read(handle, request, consumer, options.MaxLineBytes, progress)
            : ReadBuffered(handle, request, consumer);
        return settled < 0 ? default : new(settled, options.KeepsCheckpoints ? PrefixHash.Of(handle, settled) : 0, default);
    }

    private long ReadBuffered(SafeFileHandle handle, in ReadRequest request, IWindowConsumer consumer)
    {
        // A part that may begin inside a line starts one byte early and passes over everything up to the first line feed.
        var passingOver = !request.StartsLine;
        var overlongFrom = -1L;
        var position = passingOver ? request.Start - 1 : request.Start;
        var held = 0;
        while (true)
        {
            // Never more than the longest line at a time: one that is longer is one whose first bytes leave no room for its line feed.
            var room = Math.Min(Math.Min(bufferSize, _buffer.Length - Padding - held), Math.Max(1, options.MaxLineBytes - held));
            var read = RandomAccess.Read(handle, _buffer.AsSpan(held, room), position + held);
            if (read == 0) break;
            progress?.AddBytes(read);
            var text = _buffer.AsSpan(0, held + read);
            var start = 0;
            if (!passingOver && text.Length > options.MaxLineBytes)
            {
                passingOver = true;
                overlongFrom = position;
            }

            if (passingOver)
            {
                start = text.IndexOf((byte)'\n') + 1;
                passingOver = start == 0;
                if (!passingOver && overlongFrom >= 0)
                {
                    consumer.Overlong(overlongFrom, position + start - overlongFrom);
                    overlongFrom = -1;
                }
            }

            var end = passingOver ? text.Length : EndOfLines(text, start, held, request.End - position, out _);
            if (!passingOver && end > start) consumer.Lines(text[start..end], position + start);
            position += end;
            held = text.Length - end;
            if (position >= request.End && overlongFrom < 0)
            {
                held = 0;
                break;
            }

            text[end..(end + held)].CopyTo(_buffer);
            if (held == _buffer.Length - Padding) Array.Resize(ref _buffer, (int)Math.Min(2L * held, 1L + options.MaxLineBytes) + Padding);
        }

        if (overlongFrom >= 0)
        {
            consumer.Overlong(overlongFrom, position - overlongFrom);
            position = overlongFrom;
        }
        else if (passingOver)
        {
            position = -1;
        }
        else if (held > 0)
        {
            _buffer.AsSpan(held, Padding).Clear();
            consumer.Remainder(_buffer.AsSpan(0, held), position);
        }

        if (_buffer.Length > KeptBuffer) _buffer = new byte[bufferSize + Padding];
        return position;
    }

    /// <summary>
    /// The end of the whole lines in <paramref name="text"/> that begin before <paramref name="partEnd"/> (relative to it): behind the
    /// first line feed at or after the part's last byte, else behind the last line feed there is, else <paramref name="start"/>.
    /// </summary>
    /// <param name="text">The bytes at hand.</param>
    /// <param name="start">Where the first line begins.</param>
    /// <param name="known">Bytes from the front that hold no line feed at or after <paramref name="start"/>.</param>
    /// <param name="partEnd">First byte that is another part's.</param>
    /// <param name="complete">True when the part ends here.</param>
    internal static int EndOfLines(ReadOnlySpan<byte> text, int start, int known, long partEnd, out bool complete)
    {
        complete = partEnd <= start;
        if (complete) return start;
        var from = Math.Max(start, known);
        if (partEnd <= text.Length)
        {
            var search = Math.Max(from, (int)partEnd - 1);
            var last = text[search..].IndexOf((byte)'\n');
            complete = last >= 0;
            if (complete) return search + last + 1;
        }

        var end = text[from..].LastIndexOf((byte)'\n') + 1;
        return end == 0 ? start : from + end;
    }
}

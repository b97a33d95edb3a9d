using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Io;

/// <summary>Whole lines straight from a memory mapping.</summary>
internal static class MappedLines
{
    // Spans are limited to 2 GiB; a window also bounds how much of the mapping is resident at a time.
    private const int WindowBytes = 64 << 20;

    /// <summary>True when <paramref name="file"/> is to be mapped: it was asked for, and there is something to map.</summary>
    public static bool Suits(LogFile file, in ScanOptions options) => options.Io == IoMode.Map && file.Length > 0;

    /// <summary>Reads the lines that begin in the request's part; returns the end of the last line that has its line feed, -1 where none begins there.</summary>
    public static unsafe long Read(SafeFileHandle handle, in ReadRequest request, IWindowConsumer consumer, int maxLineBytes, ScanProgress? progress)
    {
        var length = RandomAccess.GetLength(handle);
        var position = request.StartsLine ? request.Start : request.Start - 1;
        if (position >= length) return request.StartsLine ? request.Start : -1;
        using var map = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        var partBytes = request.End < length - (2L * WindowBytes) ? Math.Min(length, request.End + maxLineBytes) - position : length - position;
        using var view = map.CreateViewAccessor(position, partBytes, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        try
        {
            pointer += view.PointerOffset;
            return Walk(pointer, position, partBytes, request, consumer, maxLineBytes, progress);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static unsafe long Walk(
        byte* bytes, long offset, long count, in ReadRequest request, IWindowConsumer consumer, int maxLineBytes, ScanProgress? progress)
    {
        // A window as long as the longest line: whatever ends in it is none that is longer.
        var longestWindow = Math.Min(WindowBytes, maxLineBytes);
        var at = 0L;
        if (!request.StartsLine && !PassLine(bytes, count, ref at)) return -1;
        while (at < count && offset + at < request.End)
        {
            var window = new ReadOnlySpan<byte>(bytes + at, (int)Math.Min(longestWindow, count - at));
            var end = LineWindow.EndOfLines(window, 0, 0, request.End - offset - at, out var complete);
            if (end == 0)
            {
                // No line feed within a window: a very long line, or what follows the last line feed of the file.
                var line = at;
                var found = PassLine(bytes, count, ref at);
                progress?.AddBytes(at - line);
                if (at - line > maxLineBytes) consumer.Overlong(offset + line, at - line);
                else Copied(new(bytes + line, (int)(at - line)), offset + line, consumer, unterminated: !found);
                if (!found) return offset + line;
                continue;
            }

            // The padding behind the window must lie inside the mapping: the last lines of a file are copied out.
            var safe = count - at - end >= LineWindow.Padding ? end : window[..Math.Max(0, end - LineWindow.Padding)].LastIndexOf((byte)'\n') + 1;
            if (safe > 0) consumer.Lines(window[..safe], offset + at);
            if (safe < end) Copied(window[safe..end], offset + at + safe, consumer, unterminated: false);
            progress?.AddBytes(end);
            at += end;
            if (complete) break;
        }

        return offset + at;
    }

    private static unsafe bool PassLine(byte* bytes, long count, ref long at)
    {
        while (at < count)
        {
            var span = new ReadOnlySpan<byte>(bytes + at, (int)Math.Min(WindowBytes, count - at));
            var feed = span.IndexOf((byte)'\n');
            at += feed < 0 ? span.Length : feed + 1;
            if (feed >= 0) return true;
        }

        return false;
    }

    private static void Copied(ReadOnlySpan<byte> lines, long offset, IWindowConsumer consumer, bool unterminated)
    {
        var copy = new byte[lines.Length + LineWindow.Padding];
        lines.CopyTo(copy);
        if (unterminated) consumer.Remainder(copy.AsSpan(0, lines.Length), offset);
        else consumer.Lines(copy.AsSpan(0, lines.Length), offset);
    }
}

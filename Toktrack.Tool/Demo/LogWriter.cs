using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace Toktrack.Tool.Demo;

/// <summary>One log file in the making: bytes are appended to a buffer that goes to the file when it is full.</summary>
internal sealed class LogWriter : IDisposable
{
    private const int FlushAt = 1 << 18;
    private static readonly byte[] s_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzKq"u8.ToArray();
    private byte[] _buffer = new byte[FlushAt * 2];
    private int _length;
    private long _flushed;
    private SafeFileHandle? _file;
    private long _day = -1;
    private readonly byte[] _date = new byte[11];

    /// <summary>The bytes of this file that wait in the buffer: all of them, unless it was full once.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Bytes written to this file so far.</summary>
    public long Length => _flushed + _length;

    /// <summary>Starts a new file, its folder made where it is missing.</summary>
    public void Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        (_length, _flushed) = (0, 0);
    }

    /// <summary>Starts output that is kept nowhere, only counted.</summary>
    public void OpenNowhere()
    {
        _file = null;
        (_length, _flushed) = (0, 0);
    }

    /// <summary>Ends the file, last written at <paramref name="lastWrite"/> (milliseconds since 1970).</summary>
    public void Close(long lastWrite)
    {
        Flush();
        File.SetLastWriteTimeUtc(_file!, DateTime.UnixEpoch.AddMilliseconds(lastWrite));
        _file!.Dispose();
        _file = null;
    }

    /// <summary>Called between lines: writes the buffer out when it is full.</summary>
    public void LineEnded()
    {
        if (_length >= FlushAt)
        {
            Flush();
        }
    }

    /// <summary>Bytes as they are.</summary>
    public LogWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
        return this;
    }

    /// <summary>ASCII text that needs no escaping.</summary>
    public LogWriter Ascii(string text)
    {
        _length += System.Text.Encoding.ASCII.GetBytes(text, Reserve(text.Length));
        return this;
    }

    /// <summary>A decimal number.</summary>
    public LogWriter Number(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        _length += written;
        return this;
    }

    /// <summary>The low <paramref name="digits"/> hexadecimal digits of <paramref name="value"/>, at most 16.</summary>
    public LogWriter Hex(ulong value, int digits)
    {
        var target = Reserve(digits);
        for (var i = digits - 1; i >= 0; i--, value >>= 4)
        {
            target[i] = "0123456789abcdef"u8[(int)(value & 15)];
        }

        _length += digits;
        return this;
    }

    /// <summary>A version 4 UUID made of two random numbers.</summary>
    public LogWriter Uuid(ulong high, ulong low) =>
        Hex(high >> 32, 8).Raw("-"u8).Hex(high >> 16, 4).Raw("-4"u8).Hex(high, 3).Raw("-"u8)
            .Hex(8 + (low >> 62), 1).Hex(low >> 48, 3).Raw("-"u8).Hex(low, 12);

    /// <summary>The last <paramref name="characters"/> characters of an id in letters and digits; ten for each number.</summary>
    public LogWriter Id(int characters, ulong first, ulong second)
    {
        var target = Reserve(characters);
        for (var i = 0; i < characters; i++)
        {
            var bits = i < 10 ? first >> (6 * i) : i < 20 ? second >> (6 * (i - 10)) : (first ^ second) >> (6 * (i - 20) + 3);
            target[i] = s_alphabet[(int)(bits & 63)];
        }

        _length += characters;
        return this;
    }

    /// <summary>A time stamp (UTC milliseconds since 1970) as <c>2026-01-24T16:20:51.451Z</c>.</summary>
    public LogWriter Time(long milliseconds)
    {
        var day = milliseconds / 86_400_000;
        if (day != _day)
        {
            _day = day;
            DateTime.UnixEpoch.AddDays(day).TryFormat(_date, out _, "yyyy-MM-dd'T'");
        }

        var target = Reserve(24);
        _date.CopyTo(target);
        var rest = (int)(milliseconds - day * 86_400_000);
        var seconds = rest / 1000;
        Digits(target.Slice(11, 2), seconds / 3600);
        target[13] = (byte)':';
        Digits(target.Slice(14, 2), seconds / 60 % 60);
        target[16] = (byte)':';
        Digits(target.Slice(17, 2), seconds % 60);
        target[19] = (byte)'.';
        Digits(target.Slice(20, 3), rest % 1000);
        target[23] = (byte)'Z';
        _length += 24;
        return this;
    }

    /// <summary>About <paramref name="length"/> bytes of text, already escaped as the inside of a JSON string.</summary>
    public LogWriter Text(TextPool pool, ref CorpusRandom random, int length)
    {
        while (length > 0)
        {
            var piece = pool.Take(ref random, length);
            Raw(piece);
            length -= Math.Max(piece.Length, 24);
        }

        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static void Digits(Span<byte> target, int value)
    {
        for (var i = target.Length - 1; i >= 0; i--, value /= 10)
        {
            target[i] = (byte)('0' + value % 10);
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        return _buffer.AsSpan(_length);
    }

    private void Flush()
    {
        if (_file is not null)
        {
            RandomAccess.Write(_file, _buffer.AsSpan(0, _length), _flushed);
        }

        _flushed += _length;
        _length = 0;
    }
}

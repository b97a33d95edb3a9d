using System.Buffers.Binary;
using System.Text;

namespace Toktrack.Scanner.History;

/// <summary>Writes numbers and texts into a growing buffer: fixed-width little-endian, or seven bits a byte.</summary>
internal sealed class PackWriter(int capacity = 256)
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();

    /// <summary>Makes room for <paramref name="size"/> more bytes at once: growing by steps would touch fresh memory again and again.</summary>
    public void Reserve(int size) => Ensure(size);

    /// <summary>At least <paramref name="size"/> bytes behind what is written, to be filled and then taken with <see cref="Advance"/>.</summary>
    public Span<byte> Room(int size)
    {
        Ensure(size);
        return _buffer.AsSpan(Length);
    }

    /// <summary>Takes the next <paramref name="size"/> bytes of <see cref="Room"/> as written.</summary>
    public void Advance(int size) => Length += size;

    public void Byte(byte value)
    {
        Ensure(1);
        _buffer[Length++] = value;
    }

    public void Fixed16(ushort value)
    {
        Ensure(2);
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(Length), value);
        Length += 2;
    }

    public void Fixed64(ulong value)
    {
        Ensure(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(Length), value);
        Length += 8;
    }

    public void Number(ulong value)
    {
        Ensure(10);
        Length += Put(_buffer.AsSpan(Length), value);
    }

    public void Number(long value) => Number((ulong)value);

    /// <summary>A number that may be negative: small magnitudes are short.</summary>
    public void Signed(long value) => Number(ZigZag(value));

    /// <summary>Writes a number, seven bits a byte, to the front of <paramref name="target"/>; returns its length.</summary>
    public static int Put(Span<byte> target, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            target[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[length++] = (byte)value;
        return length;
    }

    /// <summary>Folds a number that may be negative into one that is not, small magnitudes into small ones.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Text(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Number((ulong)size);
        Ensure(size);
        Length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(Length));
    }

    private void Ensure(int more)
    {
        if (_buffer.Length - Length < more) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + more));
    }
}

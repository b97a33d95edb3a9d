namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Bytes that are being written.</summary>
internal sealed class ByteText
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public Span<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(byte value)
    {
        if (Length == _bytes.Length) Array.Resize(ref _bytes, Length * 2);
        _bytes[Length++] = value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (Length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        var tail = _bytes.AsSpan(at, Length - at).ToArray();
        Length = at;
        Add(bytes);
        Add(tail);
    }

    public void Remove(int at, int count)
    {
        _bytes.AsSpan(at + count, Length - at - count).CopyTo(_bytes.AsSpan(at));
        Length -= count;
    }
}

using System.Text;

namespace Toktrack.Tool.Tui.Screen;

/// <summary>Bytes on their way to the terminal.</summary>
internal sealed class AnsiBuffer
{
    private byte[] _bytes = new byte[16 << 10];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Append(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    public void Append(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    /// <summary>Appends a number in decimal.</summary>
    public void AppendNumber(int value)
    {
        Reserve(11);
        value.TryFormat(_bytes.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Appends one cell's symbol.</summary>
    public void AppendSymbol(int symbol)
    {
        if (symbol < 0x80)
        {
            Append((byte)symbol);
        }
        else if (symbol < ClusterTable.First)
        {
            Reserve(4);
            Length += new Rune(symbol).EncodeToUtf8(_bytes.AsSpan(Length));
        }
        else
        {
            Append(ClusterTable.TextOf(symbol));
        }
    }

    private void Reserve(int count)
    {
        if (Length + count <= _bytes.Length) return;
        Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Toktrack.Scanner.History;

/// <summary>Reads what <see cref="PackWriter"/> wrote. Content that ends early or makes no sense is a damaged ledger.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= _data.Length;

    public byte Byte() => Bytes(1)[0];

    public ushort Fixed16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public ulong Unsigned()
    {
        var data = _data;
        var position = Position;
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if ((uint)position >= (uint)data.Length) break;
            var next = data[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80) continue;
            Position = position;
            return value;
        }

        throw Broken();
    }

    public long Number()
    {
        var value = (long)Unsigned();
        return value < 0 ? throw Broken() : value;
    }

    public int Count()
    {
        var value = Unsigned();
        return value > int.MaxValue ? throw Broken() : (int)value;
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)(_data.Length - Position)) throw Broken();
        var bytes = _data.Slice(Position, count);
        Position += count;
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    public static HistoryException Broken() => new(HistoryProblem.Damaged, "A block of the ledger ends early or holds impossible numbers.");
}

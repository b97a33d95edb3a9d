using System.Runtime.CompilerServices;

namespace Toktrack.Scanner.Structure;

/// <summary>No vectors: one byte after the other. Written to be read; every other kernel is tested against it.</summary>
internal readonly struct Block64Scalar : IBlock64<Block64Scalar>
{
    private readonly Bytes _bytes;

    private Block64Scalar(Bytes bytes) => _bytes = bytes;

    public static string Name => "scalar";

    public static bool IsSupported => true;

    public static Block64Scalar Load(ref readonly byte source) =>
        new(Unsafe.ReadUnaligned<Bytes>(in source));

    public static Block64Scalar Fill(byte value)
    {
        var result = default(Bytes);
        for (var i = 0; i < 64; i++) result[i] = value;
        return new(result);
    }

    public static Block64Scalar Fill(ulong lane)
    {
        var result = default(Bytes);
        for (var i = 0; i < 64; i++) result[i] = (byte)(lane >> (8 * (i % 8)));
        return new(result);
    }

    public ulong Equal(byte value)
    {
        ulong mask = 0;
        for (var i = 0; i < 64; i++)
        {
            if (_bytes[i] == value) mask |= 1UL << i;
        }

        return mask;
    }

    public ulong Operators() =>
        Equal((byte)'{') | Equal((byte)'}') | Equal((byte)'[') | Equal((byte)']') | Equal((byte)':') | Equal((byte)',');

    public ulong White() => Equal((byte)' ') | Equal((byte)'\t') | Equal((byte)'\n') | Equal((byte)'\r');

    public ulong Escapable() => Equal((byte)'n') | Equal((byte)'t') | Equal((byte)'/') | Equal((byte)'b') | Equal((byte)'f');

    public Block64Scalar Successors()
    {
        var result = default(Bytes);
        for (var i = 0; i < 64; i++) result[i] = i % 8 == 7 ? (byte)0 : _bytes[i + 1];
        return new(result);
    }

    public Block64Scalar AllSuccessors(Block64Scalar fifth, Block64Scalar eighth)
    {
        var result = default(Bytes);
        for (var i = 0; i < 64; i++) result[i] = eighth._bytes[i] == 0 ? _bytes[i + 1] : fifth._bytes[i - 3];
        return new(result);
    }

    public Block64Scalar Differ(Block64Scalar other)
    {
        var result = _bytes;
        for (var i = 0; i < 64; i++) result[i] ^= other._bytes[i];
        return new(result);
    }

    public Block64Scalar Or(Block64Scalar other)
    {
        var result = _bytes;
        for (var i = 0; i < 64; i++) result[i] |= other._bytes[i];
        return new(result);
    }

    public Block64Scalar OrDiffer(Block64Scalar one, Block64Scalar other) => Or(one.Differ(other));

    public Block64Scalar StringEnd(Block64Scalar table)
    {
        var result = default(Bytes);
        for (var i = 0; i < 64; i++) result[i] = table._bytes[_bytes[i] & 0x0F];
        return new(result);
    }

    public Block64Scalar Least(Block64Scalar other)
    {
        var result = _bytes;
        for (var i = 0; i < 64; i++) result[i] = Math.Min(result[i], other._bytes[i]);
        return new(result);
    }

    public ulong Zeros() => Equal(0);

    public ulong StringStops() => Equal((byte)'"') | Equal((byte)'\\') | Below(0x20);

    public ulong Below(byte value)
    {
        ulong mask = 0;
        for (var i = 0; i < 64; i++)
        {
            if (_bytes[i] < value) mask |= 1UL << i;
        }

        return mask;
    }

    [InlineArray(64)]
    private struct Bytes
    {
        private byte _first;
    }
}

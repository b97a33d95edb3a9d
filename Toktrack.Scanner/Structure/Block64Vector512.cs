using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Block = System.Runtime.Intrinsics.Vector512<byte>;

namespace Toktrack.Scanner.Structure;

/// <summary>AVX-512: one register, compares straight into a 64-bit mask.</summary>
internal readonly struct Block64Vector512(Block bytes) : IBlock64<Block64Vector512>
{
    private readonly Block _bytes = bytes;

    public static string Name => "avx512";

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    public static Block64Vector512 Load(ref readonly byte source) => new(Vector512.LoadUnsafe(in source));

    public static Block64Vector512 Fill(byte value) => new(Vector512.Create(value));

    public static Block64Vector512 Fill(ulong lane) => new(Vector512.Create(lane).AsByte());

    public ulong Equal(byte value) => Vector512.Equals(_bytes, Vector512.Create(value)).ExtractMostSignificantBits();

    public ulong Operators() =>
        Vector512.Equals(_bytes | Vector512.Create((byte)0x20), Avx512BW.Shuffle(Vector512.Create(ByteClasses.Operators), _bytes)).ExtractMostSignificantBits();

    public ulong White() => Vector512.Equals(_bytes, Avx512BW.Shuffle(Vector512.Create(ByteClasses.White), _bytes)).ExtractMostSignificantBits();

    public ulong Escapable() => Vector512.Equals(_bytes, Avx512BW.Shuffle(Vector512.Create(ByteClasses.Escapable), _bytes)).ExtractMostSignificantBits();

    public Block64Vector512 Successors() => new((_bytes.AsUInt64() >> 8).AsByte());

    // 0xF8 is a | (b & c).
    public Block64Vector512 AllSuccessors(Block64Vector512 fifth, Block64Vector512 eighth) =>
        new(Avx512F.TernaryLogic(_bytes.AsUInt64() >> 8, fifth._bytes.AsUInt64() << 24, eighth._bytes.AsUInt64(), 0xF8).AsByte());

    public Block64Vector512 Differ(Block64Vector512 other) => new(_bytes ^ other._bytes);

    public Block64Vector512 Or(Block64Vector512 other) => new(_bytes | other._bytes);

    // 0xF6 is a | (b ^ c).
    public Block64Vector512 OrDiffer(Block64Vector512 one, Block64Vector512 other) => new(Avx512F.TernaryLogic(_bytes, one._bytes, other._bytes, 0xF6));

    public Block64Vector512 StringEnd(Block64Vector512 table) => new(Avx512BW.Shuffle(table._bytes, _bytes));

    public Block64Vector512 Least(Block64Vector512 other) => new(Vector512.Min(_bytes, other._bytes));

    public ulong Zeros() => Vector512.Equals(_bytes, Block.Zero).ExtractMostSignificantBits();

    public ulong StringStops()
    {
        var ends = _bytes ^ Avx512BW.Shuffle(Vector512.Create(ByteClasses.StringEnds), _bytes);
        return Vector512.Equals(Vector512.Min(ends, _bytes & Vector512.Create((byte)0xE0)), Block.Zero).ExtractMostSignificantBits();
    }

    public ulong Below(byte value) => Vector512.LessThan(_bytes, Vector512.Create(value)).ExtractMostSignificantBits();
}

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Half = System.Runtime.Intrinsics.Vector256<byte>;

namespace Toktrack.Scanner.Structure;

/// <summary>AVX2: two registers of 32 bytes.</summary>
internal readonly struct Block64Vector256(Half low, Half high) : IBlock64<Block64Vector256>
{
    private readonly Half _low = low;
    private readonly Half _high = high;

    public static string Name => "avx2";

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    public static Block64Vector256 Load(ref readonly byte source) =>
        new(Vector256.LoadUnsafe(in source), Vector256.LoadUnsafe(in source, 32));

    public static Block64Vector256 Fill(byte value) => new(Vector256.Create(value), Vector256.Create(value));

    public static Block64Vector256 Fill(ulong lane) => new(Vector256.Create(lane).AsByte(), Vector256.Create(lane).AsByte());

    public ulong Equal(byte value)
    {
        var wanted = Vector256.Create(value);
        return Mask(Vector256.Equals(_low, wanted), Vector256.Equals(_high, wanted));
    }

    public ulong Operators()
    {
        var table = Vector256.Create(ByteClasses.Operators);
        var fold = Vector256.Create((byte)0x20);
        return Mask(Vector256.Equals(_low | fold, Avx2.Shuffle(table, _low)), Vector256.Equals(_high | fold, Avx2.Shuffle(table, _high)));
    }

    public ulong White()
    {
        var table = Vector256.Create(ByteClasses.White);
        return Mask(Vector256.Equals(_low, Avx2.Shuffle(table, _low)), Vector256.Equals(_high, Avx2.Shuffle(table, _high)));
    }

    public ulong Escapable()
    {
        var table = Vector256.Create(ByteClasses.Escapable);
        return Mask(Vector256.Equals(_low, Avx2.Shuffle(table, _low)), Vector256.Equals(_high, Avx2.Shuffle(table, _high)));
    }

    public Block64Vector256 Successors() => new((_low.AsUInt64() >> 8).AsByte(), (_high.AsUInt64() >> 8).AsByte());

    public Block64Vector256 AllSuccessors(Block64Vector256 fifth, Block64Vector256 eighth) => new(
        (_low.AsUInt64() >> 8).AsByte() | ((fifth._low.AsUInt64() << 24).AsByte() & eighth._low),
        (_high.AsUInt64() >> 8).AsByte() | ((fifth._high.AsUInt64() << 24).AsByte() & eighth._high));

    public Block64Vector256 Differ(Block64Vector256 other) => new(_low ^ other._low, _high ^ other._high);

    public Block64Vector256 Or(Block64Vector256 other) => new(_low | other._low, _high | other._high);

    public Block64Vector256 OrDiffer(Block64Vector256 one, Block64Vector256 other) => Or(one.Differ(other));

    public Block64Vector256 StringEnd(Block64Vector256 table) => new(Avx2.Shuffle(table._low, _low), Avx2.Shuffle(table._high, _high));

    public Block64Vector256 Least(Block64Vector256 other) => new(Vector256.Min(_low, other._low), Vector256.Min(_high, other._high));

    public ulong Zeros() => Mask(Vector256.Equals(_low, Half.Zero), Vector256.Equals(_high, Half.Zero));

    public ulong StringStops()
    {
        var table = Vector256.Create(ByteClasses.StringEnds);
        var printable = Vector256.Create((byte)0xE0);
        return Mask(
            Vector256.Equals(Vector256.Min(_low ^ Avx2.Shuffle(table, _low), _low & printable), Half.Zero),
            Vector256.Equals(Vector256.Min(_high ^ Avx2.Shuffle(table, _high), _high & printable), Half.Zero));
    }

    // b < v exactly when min(b, v - 1) == b: AVX2 has no unsigned compare.
    public ulong Below(byte value)
    {
        var limit = Vector256.Create((byte)(value - 1));
        return Mask(Vector256.Equals(Vector256.Min(_low, limit), _low), Vector256.Equals(Vector256.Min(_high, limit), _high));
    }

    private static ulong Mask(Half low, Half high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
}

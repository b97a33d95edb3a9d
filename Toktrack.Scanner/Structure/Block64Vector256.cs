using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Half = System.Runtime.Intrinsics.Vector256<byte>;

namespace Toktrack.Scanner.Structure;

/// <summary>AVX2: two registers of 32 bytes.</summary>
internal readonly struct Block64Vector256(Half low, Half high) : IBlock64<Block64Vector256>
{
    public static string Name => "avx2";

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    public static Block64Vector256 Load(ref readonly byte source) =>
        new(Vector256.LoadUnsafe(in source), Vector256.LoadUnsafe(in source, 32));

    public ulong Equal(byte value)
    {
        var wanted = Vector256.Create(value);
        return Mask(Vector256.Equals(low, wanted), Vector256.Equals(high, wanted));
    }

    public ulong Operators()
    {
        var table = Vector256.Create(ByteClasses.Operators);
        var fold = Vector256.Create((byte)0x20);
        return Mask(Vector256.Equals(low | fold, Avx2.Shuffle(table, low)), Vector256.Equals(high | fold, Avx2.Shuffle(table, high)));
    }

    public ulong White()
    {
        var table = Vector256.Create(ByteClasses.White);
        return Mask(Vector256.Equals(low, Avx2.Shuffle(table, low)), Vector256.Equals(high, Avx2.Shuffle(table, high)));
    }

    // b < v exactly when min(b, v - 1) == b: AVX2 has no unsigned compare.
    public ulong Below(byte value)
    {
        var limit = Vector256.Create((byte)(value - 1));
        return Mask(Vector256.Equals(Vector256.Min(low, limit), low), Vector256.Equals(Vector256.Min(high, limit), high));
    }

    private static ulong Mask(Half low, Half high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
}

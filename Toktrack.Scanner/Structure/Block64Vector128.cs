using System.Runtime.Intrinsics;
using Quarter = System.Runtime.Intrinsics.Vector128<byte>;

namespace Toktrack.Scanner.Structure;

/// <summary>Four registers of 16 bytes: x64 processors without AVX2.</summary>
internal readonly struct Block64Vector128(Quarter a, Quarter b, Quarter c, Quarter d) : IBlock64<Block64Vector128>
{
    public static string Name => "vector128";

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static Block64Vector128 Load(ref readonly byte source) => new(
        Vector128.LoadUnsafe(in source), Vector128.LoadUnsafe(in source, 16),
        Vector128.LoadUnsafe(in source, 32), Vector128.LoadUnsafe(in source, 48));

    public ulong Equal(byte value)
    {
        var wanted = Vector128.Create(value);
        return Mask(Vector128.Equals(a, wanted), Vector128.Equals(b, wanted), Vector128.Equals(c, wanted), Vector128.Equals(d, wanted));
    }

    public ulong Operators()
    {
        var fold = Vector128.Create((byte)0x20);
        var folded = new Block64Vector128(a | fold, b | fold, c | fold, d | fold);
        return folded.Equal((byte)'{') | folded.Equal((byte)'}') | Equal((byte)':') | Equal((byte)',');
    }

    public ulong White() => Equal((byte)' ') | Equal((byte)'\t') | Equal((byte)'\n') | Equal((byte)'\r');

    public ulong Below(byte value)
    {
        var limit = Vector128.Create(value);
        return Mask(Vector128.LessThan(a, limit), Vector128.LessThan(b, limit), Vector128.LessThan(c, limit), Vector128.LessThan(d, limit));
    }

    private static ulong Mask(Quarter a, Quarter b, Quarter c, Quarter d) =>
        a.ExtractMostSignificantBits() | ((ulong)b.ExtractMostSignificantBits() << 16) |
        ((ulong)c.ExtractMostSignificantBits() << 32) | ((ulong)d.ExtractMostSignificantBits() << 48);
}

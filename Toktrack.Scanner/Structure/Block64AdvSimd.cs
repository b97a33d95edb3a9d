// ARM64 has no move-mask. Each compare leaves 0xFF or 0x00 in every byte; keeping bit (i mod 8) of byte i and adding
// neighbours pairwise three times gathers the bits of four registers into one 64-bit mask:
//   and 01 02 04 08 10 20 40 80 ...  ->  addp, addp, addp  ->  8 bytes, bit i of the mask = byte i of the block.

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using Quarter = System.Runtime.Intrinsics.Vector128<byte>;

namespace Toktrack.Scanner.Structure;

/// <summary>ARM64: four registers of 16 bytes, masks gathered by pairwise addition.</summary>
internal readonly struct Block64AdvSimd(Quarter a, Quarter b, Quarter c, Quarter d) : IBlock64<Block64AdvSimd>
{
    public static string Name => "advsimd";

    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static Block64AdvSimd Load(ref readonly byte source) => new(
        Vector128.LoadUnsafe(in source), Vector128.LoadUnsafe(in source, 16),
        Vector128.LoadUnsafe(in source, 32), Vector128.LoadUnsafe(in source, 48));

    public ulong Equal(byte value)
    {
        var wanted = Vector128.Create(value);
        return Mask(Vector128.Equals(a, wanted), Vector128.Equals(b, wanted), Vector128.Equals(c, wanted), Vector128.Equals(d, wanted));
    }

    public ulong Operators()
    {
        var table = Vector128.Create(ByteClasses.Operators);
        var fold = Vector128.Create((byte)0x20);
        return Mask(
            Vector128.Equals(a | fold, Lookup(table, a)), Vector128.Equals(b | fold, Lookup(table, b)),
            Vector128.Equals(c | fold, Lookup(table, c)), Vector128.Equals(d | fold, Lookup(table, d)));
    }

    public ulong White()
    {
        var table = Vector128.Create(ByteClasses.White);
        return Mask(
            Vector128.Equals(a, Lookup(table, a)), Vector128.Equals(b, Lookup(table, b)),
            Vector128.Equals(c, Lookup(table, c)), Vector128.Equals(d, Lookup(table, d)));
    }

    public ulong Below(byte value)
    {
        var limit = Vector128.Create(value);
        return Mask(Vector128.LessThan(a, limit), Vector128.LessThan(b, limit), Vector128.LessThan(c, limit), Vector128.LessThan(d, limit));
    }

    // Unlike x64, the lookup takes the whole byte as its index.
    private static Quarter Lookup(Quarter table, Quarter bytes) =>
        AdvSimd.Arm64.VectorTableLookup(table, bytes & Vector128.Create((byte)0x0F));

    private static ulong Mask(Quarter a, Quarter b, Quarter c, Quarter d)
    {
        var bits = Vector128.Create((ulong)0x8040201008040201).AsByte();
        var ab = AdvSimd.Arm64.AddPairwise(a & bits, b & bits);
        var cd = AdvSimd.Arm64.AddPairwise(c & bits, d & bits);
        var all = AdvSimd.Arm64.AddPairwise(ab, cd);
        return AdvSimd.Arm64.AddPairwise(all, all).AsUInt64().ToScalar();
    }
}

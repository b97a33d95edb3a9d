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
    private readonly Quarter _a = a;
    private readonly Quarter _b = b;
    private readonly Quarter _c = c;
    private readonly Quarter _d = d;

    public static string Name => "advsimd";

    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static Block64AdvSimd Load(ref readonly byte source) => new(
        Vector128.LoadUnsafe(in source), Vector128.LoadUnsafe(in source, 16),
        Vector128.LoadUnsafe(in source, 32), Vector128.LoadUnsafe(in source, 48));

    public static Block64AdvSimd Fill(byte value)
    {
        var filled = Vector128.Create(value);
        return new(filled, filled, filled, filled);
    }

    public static Block64AdvSimd Fill(ulong lane)
    {
        var filled = Vector128.Create(lane).AsByte();
        return new(filled, filled, filled, filled);
    }

    public ulong Equal(byte value)
    {
        var wanted = Vector128.Create(value);
        return Mask(Vector128.Equals(_a, wanted), Vector128.Equals(_b, wanted), Vector128.Equals(_c, wanted), Vector128.Equals(_d, wanted));
    }

    public ulong Operators()
    {
        var table = Vector128.Create(ByteClasses.Operators);
        var fold = Vector128.Create((byte)0x20);
        return Mask(
            Vector128.Equals(_a | fold, Lookup(table, _a)), Vector128.Equals(_b | fold, Lookup(table, _b)),
            Vector128.Equals(_c | fold, Lookup(table, _c)), Vector128.Equals(_d | fold, Lookup(table, _d)));
    }

    public ulong White()
    {
        var table = Vector128.Create(ByteClasses.White);
        return Mask(
            Vector128.Equals(_a, Lookup(table, _a)), Vector128.Equals(_b, Lookup(table, _b)),
            Vector128.Equals(_c, Lookup(table, _c)), Vector128.Equals(_d, Lookup(table, _d)));
    }

    public ulong Escapable()
    {
        var table = Vector128.Create(ByteClasses.Escapable);
        return Mask(
            Vector128.Equals(_a, Lookup(table, _a)), Vector128.Equals(_b, Lookup(table, _b)),
            Vector128.Equals(_c, Lookup(table, _c)), Vector128.Equals(_d, Lookup(table, _d)));
    }

    public Block64AdvSimd Successors() => new(
        (_a.AsUInt64() >> 8).AsByte(), (_b.AsUInt64() >> 8).AsByte(), (_c.AsUInt64() >> 8).AsByte(), (_d.AsUInt64() >> 8).AsByte());

    public Block64AdvSimd AllSuccessors(Block64AdvSimd fifth, Block64AdvSimd eighth) => new(
        AllSuccessors(_a, fifth._a, eighth._a), AllSuccessors(_b, fifth._b, eighth._b), AllSuccessors(_c, fifth._c, eighth._c), AllSuccessors(_d, fifth._d, eighth._d));

    public Block64AdvSimd Differ(Block64AdvSimd other) => new(_a ^ other._a, _b ^ other._b, _c ^ other._c, _d ^ other._d);

    public Block64AdvSimd Or(Block64AdvSimd other) => new(_a | other._a, _b | other._b, _c | other._c, _d | other._d);

    public Block64AdvSimd OrDiffer(Block64AdvSimd one, Block64AdvSimd other) => Or(one.Differ(other));

    public Block64AdvSimd StringEnd(Block64AdvSimd table) => new(Lookup(table._a, _a), Lookup(table._b, _b), Lookup(table._c, _c), Lookup(table._d, _d));

    public Block64AdvSimd Least(Block64AdvSimd other) => new(
        Vector128.Min(_a, other._a), Vector128.Min(_b, other._b), Vector128.Min(_c, other._c), Vector128.Min(_d, other._d));

    public ulong Zeros() => Mask(
        Vector128.Equals(_a, Quarter.Zero), Vector128.Equals(_b, Quarter.Zero), Vector128.Equals(_c, Quarter.Zero), Vector128.Equals(_d, Quarter.Zero));

    public ulong StringStops() => Equal((byte)'"') | Equal((byte)'\\') | Below(0x20);

    public ulong Below(byte value)
    {
        var limit = Vector128.Create(value);
        return Mask(Vector128.LessThan(_a, limit), Vector128.LessThan(_b, limit), Vector128.LessThan(_c, limit), Vector128.LessThan(_d, limit));
    }

    // Unlike x64, the lookup takes the whole byte as its index.
    private static Quarter Lookup(Quarter table, Quarter bytes) =>
        AdvSimd.Arm64.VectorTableLookup(table, bytes & Vector128.Create((byte)0x0F));

    private static Quarter AllSuccessors(Quarter bytes, Quarter fifth, Quarter eighth) =>
        (bytes.AsUInt64() >> 8).AsByte() | ((fifth.AsUInt64() << 24).AsByte() & eighth);

    private static ulong Mask(Quarter a, Quarter b, Quarter c, Quarter d)
    {
        var bits = Vector128.Create((ulong)0x8040201008040201).AsByte();
        var ab = AdvSimd.Arm64.AddPairwise(a & bits, b & bits);
        var cd = AdvSimd.Arm64.AddPairwise(c & bits, d & bits);
        var all = AdvSimd.Arm64.AddPairwise(ab, cd);
        return AdvSimd.Arm64.AddPairwise(all, all).AsUInt64().ToScalar();
    }
}

using System.Runtime.Intrinsics;
using Quarter = System.Runtime.Intrinsics.Vector128<byte>;

namespace Toktrack.Scanner.Structure;

/// <summary>Four registers of 16 bytes: x64 processors without AVX2.</summary>
internal readonly struct Block64Vector128(Quarter a, Quarter b, Quarter c, Quarter d) : IBlock64<Block64Vector128>
{
    private readonly Quarter _a = a;
    private readonly Quarter _b = b;
    private readonly Quarter _c = c;
    private readonly Quarter _d = d;

    public static string Name => "vector128";

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static Block64Vector128 Load(ref readonly byte source) => new(
        Vector128.LoadUnsafe(in source), Vector128.LoadUnsafe(in source, 16),
        Vector128.LoadUnsafe(in source, 32), Vector128.LoadUnsafe(in source, 48));

    public static Block64Vector128 Fill(byte value)
    {
        var filled = Vector128.Create(value);
        return new(filled, filled, filled, filled);
    }

    public static Block64Vector128 Fill(ulong lane)
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
        var fold = Vector128.Create((byte)0x20);
        var folded = new Block64Vector128(_a | fold, _b | fold, _c | fold, _d | fold);
        return folded.Equal((byte)'{') | folded.Equal((byte)'}') | Equal((byte)':') | Equal((byte)',');
    }

    public ulong White() => Equal((byte)' ') | Equal((byte)'\t') | Equal((byte)'\n') | Equal((byte)'\r');

    public ulong Escapable() => Equal((byte)'n') | Equal((byte)'t') | Equal((byte)'/') | Equal((byte)'b') | Equal((byte)'f');

    public Block64Vector128 Successors() => new(
        (_a.AsUInt64() >> 8).AsByte(), (_b.AsUInt64() >> 8).AsByte(), (_c.AsUInt64() >> 8).AsByte(), (_d.AsUInt64() >> 8).AsByte());

    public Block64Vector128 AllSuccessors(Block64Vector128 fifth, Block64Vector128 eighth) => new(
        AllSuccessors(_a, fifth._a, eighth._a), AllSuccessors(_b, fifth._b, eighth._b), AllSuccessors(_c, fifth._c, eighth._c), AllSuccessors(_d, fifth._d, eighth._d));

    public Block64Vector128 Differ(Block64Vector128 other) => new(_a ^ other._a, _b ^ other._b, _c ^ other._c, _d ^ other._d);

    public Block64Vector128 Or(Block64Vector128 other) => new(_a | other._a, _b | other._b, _c | other._c, _d | other._d);

    public Block64Vector128 OrDiffer(Block64Vector128 one, Block64Vector128 other) => Or(one.Differ(other));

    // The table would need SSSE3.
    public Block64Vector128 StringEnd(Block64Vector128 table) => new(StringEnd(_a), StringEnd(_b), StringEnd(_c), StringEnd(_d));

    public Block64Vector128 Least(Block64Vector128 other) => new(
        Vector128.Min(_a, other._a), Vector128.Min(_b, other._b), Vector128.Min(_c, other._c), Vector128.Min(_d, other._d));

    public ulong Zeros() => Mask(
        Vector128.Equals(_a, Quarter.Zero), Vector128.Equals(_b, Quarter.Zero), Vector128.Equals(_c, Quarter.Zero), Vector128.Equals(_d, Quarter.Zero));

    public ulong StringStops() => Equal((byte)'"') | Equal((byte)'\\') | Below(0x20);

    public ulong Below(byte value)
    {
        var limit = Vector128.Create(value);
        return Mask(Vector128.LessThan(_a, limit), Vector128.LessThan(_b, limit), Vector128.LessThan(_c, limit), Vector128.LessThan(_d, limit));
    }

    private static Quarter StringEnd(Quarter bytes)
    {
        var backslash = Vector128.Create((byte)'\\');
        return Vector128.ConditionalSelect(Vector128.Equals(bytes, backslash), backslash, Vector128.Create((byte)'"'));
    }

    private static Quarter AllSuccessors(Quarter bytes, Quarter fifth, Quarter eighth) =>
        (bytes.AsUInt64() >> 8).AsByte() | ((fifth.AsUInt64() << 24).AsByte() & eighth);

    private static ulong Mask(Quarter a, Quarter b, Quarter c, Quarter d) =>
        a.ExtractMostSignificantBits() | ((ulong)b.ExtractMostSignificantBits() << 16) |
        ((ulong)c.ExtractMostSignificantBits() << 32) | ((ulong)d.ExtractMostSignificantBits() << 48);
}

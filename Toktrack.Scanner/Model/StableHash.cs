// A 64-bit hash of short byte strings (message ids, request ids) that is the same on every machine and in every
// version, because the ledger keeps it: two 64-bit lanes folded by a 64 x 64 -> 128-bit multiply, the construction of
// wyhash (public domain, Wang Yi). Not for adversaries: a forged id can only merge with the forger's own records.

using System.Buffers.Binary;

namespace Toktrack.Scanner.Model;

/// <summary>The hash that identifies responses in the ledger. Its values are stored and never change.</summary>
public static class StableHash
{
    private const ulong P0 = 0xa0761d6478bd642f;
    private const ulong P1 = 0xe7037ed1a0b428db;
    private const ulong P2 = 0x8ebc6af09c88c6e3;

    /// <summary>The hash of <paramref name="bytes"/>; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var seed = P0 ^ (ulong)bytes.Length;
        ulong first, last;
        if (bytes.Length >= 16)
        {
            // The last sixteen bytes overlap those before them, so no length needs a loop over single bytes.
            var end = bytes[^16..];
            for (; bytes.Length > 16; bytes = bytes[16..]) seed = Fold(Read8(bytes) ^ P1, Read8(bytes[8..]) ^ seed);
            first = Read8(end);
            last = Read8(end[8..]);
        }
        else if (bytes.Length >= 8)
        {
            first = Read8(bytes);
            last = Read8(bytes[^8..]);
        }
        else
        {
            first = 0;
            last = 0;
            foreach (var b in bytes) first = (first << 8) | b;
        }

        return NonZero(Fold(P2, Fold(first ^ P1, last ^ seed)));
    }

    /// <summary>A hash of two hashes, in order; never 0.</summary>
    public static ulong Combine(ulong first, ulong second) => NonZero(Fold(first ^ P1, second ^ P2) ^ Fold(second ^ P0, first ^ P2));

    private static ulong Read8(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private static ulong NonZero(ulong hash) => hash == 0 ? P2 : hash;
}

// The trick: eight bytes are looked at as one number. Digits differ from '0' by at most 9, so adding 0x76 to the differences
// sets the high bit of the first byte that is none, and neither the number of digits nor their value takes a loop, whose end
// would be guessed wrong whenever a number is longer or shorter than the last one.

using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Toktrack.Scanner.Materialize;

/// <summary>Up to eight decimal digits at a time.</summary>
internal static class DigitRun
{
    private const ulong Zeros = 0x3030303030303030;
    private const ulong HighBits = 0x8080808080808080;

    /// <summary>How many digits stand at a position: 0 to 8, where 8 may be more.</summary>
    /// <param name="text">Bytes behind whose end 8 must be readable.</param>
    /// <param name="at">The position.</param>
    /// <param name="run">The digits, for <see cref="Value"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ReadOnlySpan<byte> text, int at, out ulong run)
    {
        Debug.Assert((uint)at < (uint)text.Length, "inside the text");
        var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
        run = (BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes)) ^ Zeros;
        return BitOperations.TrailingZeroCount(((run + 0x7676767676767676) | run) & HighBits) >> 3;
    }

    /// <summary>The number that 1 to 8 digits are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Value(ulong run, int digits)
    {
        // Digits move to the far end and zeros come before them; neighbours are then joined: to tens, hundreds, all.
        var pairs = run << (64 - (8 * digits));
        pairs = (pairs * 10) + (pairs >> 8);
        const ulong Pairs = 0x000000FF000000FF;
        return (long)((((pairs & Pairs) * (100 + (1000000UL << 32))) + (((pairs >> 16) & Pairs) * (1 + (10000UL << 32)))) >> 32);
    }
}

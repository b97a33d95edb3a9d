using System.Numerics;
using System.Runtime.CompilerServices;

namespace Toktrack.Scanner.Structure;

/// <summary>Backslashes inside strings: what they escape, and whether JSON knows it.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal static class EscapeScanner<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private const ulong OddBits = 0xAAAAAAAAAAAAAAAA;

    /// <summary>
    /// Bytes escaped by a backslash before them. In a run of backslashes every second one is escaped; subtracting the run's
    /// starts from its odd bits carries that alternation along runs of any length.
    /// </summary>
    /// <param name="backslash">The backslashes of a block.</param>
    /// <param name="carry">1 when the block's first byte is escaped, else 0; on return the same for the next block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Escaped(ulong backslash, ref ulong carry)
    {
        var starts = backslash & ~carry;
        var alternating = ((starts << 1) | OddBits) - starts;
        var escapeAndTerminal = alternating ^ OddBits;
        var escaped = escapeAndTerminal ^ (backslash | carry);
        carry = (escapeAndTerminal & backslash) >> 63;
        return escaped;
    }

    /// <summary>Bytes among <paramref name="escaped"/> that no backslash may stand before.</summary>
    /// <param name="block">The block.</param>
    /// <param name="bytes">Its first byte; four bytes behind the block must be readable.</param>
    /// <param name="escaped">Escaped bytes inside strings.</param>
    /// <param name="plain">The block's quotes and backslashes, escaped or not.</param>
    /// <param name="hasEscapedLetters">Set when a plain character (U+0030 to U+007F) is met written as <c>\uXXXX</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bad(TBlock block, ref byte bytes, ulong escaped, ulong plain, ref bool hasEscapedLetters)
    {
        var rare = escaped & ~(plain | block.Escapable());
        return rare == 0 ? 0 : BadAmongRare(block, ref bytes, rare, ref hasEscapedLetters);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong BadAmongRare(TBlock block, ref byte bytes, ulong rare, ref bool hasEscapedLetters)
    {
        var unicode = block.Equal((byte)'u') & rare;
        var bad = rare & ~(block.Equal((byte)'r') | unicode);
        for (; unicode != 0; unicode &= unicode - 1)
        {
            var u = BitOperations.TrailingZeroCount(unicode);
            for (var digit = 1; digit <= 4; digit++)
            {
                if (!char.IsAsciiHexDigit((char)Unsafe.Add(ref bytes, u + digit))) bad |= 1UL << u;
            }

            hasEscapedLetters |= Unsafe.Add(ref bytes, u + 2) == '0' && Unsafe.Add(ref bytes, u + 3) is >= (byte)'3' and <= (byte)'7';
        }

        return bad;
    }
}

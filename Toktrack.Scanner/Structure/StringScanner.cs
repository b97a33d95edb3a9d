using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Toktrack.Scanner.Structure;

/// <summary>Finds the end of one string without a structural index: long texts in few steps.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal static class StringScanner<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    /// <summary>The position of the quote that closes a string, all of whose content is as JSON wants it; -1 where there is none.</summary>
    /// <param name="text">First byte of the text; at least 64 bytes behind its end must be readable.</param>
    /// <param name="at">Position behind the opening quote.</param>
    /// <param name="length">Length of the text in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int End(ref byte text, int at, int length)
    {
        Debug.Assert(at >= 0, "a position");
        for (; at < length; at += 64)
        {
            var block = TBlock.Load(ref Unsafe.Add(ref text, at));
            var stops = block.StringStops();
            if (stops == 0) continue;
            if ((block.Equal((byte)'\\') & stops & (0 - stops)) != 0) return EndOfEscaped(ref text, at, length);
            at += BitOperations.TrailingZeroCount(stops);
            return at < length && Unsafe.Add(ref text, at) == '"' ? at : -1;
        }

        return -1;
    }

    // Where one escape is, more follow, in some blocks and not in others: a branch on that would be guessed wrong in every third.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EndOfEscaped(ref byte text, int at, int length)
    {
        var carry = 0UL;
        var hasEscapedLetters = false;
        for (; at < length; at += 64)
        {
            ref var bytes = ref Unsafe.Add(ref text, at);
            var block = TBlock.Load(ref bytes);
            var plain = block.Equal((byte)'\\');
            var escaped = EscapeScanner<TBlock>.Escaped(plain, ref carry);
            var quotes = block.Equal((byte)'"');
            plain |= quotes;
            var end = quotes & ~escaped;
            var bad = block.Below(0x20) | EscapeScanner<TBlock>.Bad(block, ref bytes, escaped, plain, ref hasEscapedLetters);
            if ((end | bad) == 0) continue;
            // What is bad behind the end belongs to somebody else.
            if ((bad & (end - 1) & ~end) != 0) return -1;
            at += BitOperations.TrailingZeroCount(end);
            return at < length ? at : -1;
        }

        return -1;
    }
}

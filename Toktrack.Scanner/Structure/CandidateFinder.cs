// The trick: the key begins with a quote and has a g four bytes on; any other way to spell it has a backslash with a 6 or 7
// four bytes on ("\u0075sage"). So two loads and four differences, combined by "or" and "least" before one compare with zero,
// find either in a block of 64 starting positions. Two blocks share a branch that is almost never taken; what it stops at is
// checked byte by byte.

using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Toktrack.Scanner.Structure;

/// <summary>Finds the lines that can carry a <c>usage</c> object, touching each byte about once.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal static class CandidateFinder<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    /// <summary>
    /// The first position at or after <paramref name="from"/> where a key <c>usage</c> with an object behind it begins, or where
    /// one of its letters is written as a Unicode escape; -1 where there is none.
    /// </summary>
    /// <param name="text">The bytes to search; at least 256 bytes behind their end must be readable.</param>
    /// <param name="from">Where to start.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Next(ReadOnlySpan<byte> text, int from)
    {
        Debug.Assert((uint)from <= (uint)text.Length, "search starts inside the text");
        ref var start = ref MemoryMarshal.GetReference(text);
        var length = text.Length;
        for (var at = from; at < length;)
        {
            var first = Differences(ref Unsafe.Add(ref start, at));
            var second = Differences(ref Unsafe.Add(ref start, at + 64));
            if (first.Least(second).Zeros() != 0)
            {
                var hit = Check(text, at, first.Zeros());
                if (hit < 0) hit = Check(text, at + 64, second.Zeros());
                if (hit >= 0) return hit;
            }

            // All loads but the first are aligned: one that crosses two cache lines costs twice.
            at += 128 - Misalignment(ref Unsafe.Add(ref start, at));
        }

        return -1;
    }

    // Zero where a key may begin: a quote with a g four bytes on, or a backslash with the 6 or 7 of \u006x or \u007x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlock Differences(ref byte here)
    {
        var bytes = TBlock.Load(ref here);
        var fifth = TBlock.Load(ref Unsafe.Add(ref here, 4));
        return bytes.Differ((byte)'"').Or(fifth.Differ((byte)'g')).Least(bytes.Differ((byte)'\\').Or(fifth.Differ((byte)'6', 1)));
    }

    // Only speed depends on it, so it does not matter when the garbage collector moves the bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe int Misalignment(ref byte here) => (int)((nuint)Unsafe.AsPointer(ref here) & 63);

    private static int Check(ReadOnlySpan<byte> text, int at, ulong hits)
    {
        for (; hits != 0; hits &= hits - 1)
        {
            var hit = at + BitOperations.TrailingZeroCount(hits);
            if (hit < text.Length && IsCandidate(text[hit..])) return hit;
        }

        return -1;
    }

    private static bool IsCandidate(ReadOnlySpan<byte> text) =>
        text.StartsWith("\"usage\""u8) ? OpensObject(text[7..]) : IsEscapedLetter(text);

    private static bool OpensObject(ReadOnlySpan<byte> text)
    {
        text = SkipWhite(text);
        return text is [(byte)':', ..] && SkipWhite(text[1..]) is [(byte)'{', ..];
    }

    // The letters of usage are 75 73 61 67 65.
    private static bool IsEscapedLetter(ReadOnlySpan<byte> text) =>
        text is [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)'6', (byte)'1' or (byte)'5' or (byte)'7', ..]
            or [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)'7', (byte)'3' or (byte)'5', ..];

    private static ReadOnlySpan<byte> SkipWhite(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r"u8);
}

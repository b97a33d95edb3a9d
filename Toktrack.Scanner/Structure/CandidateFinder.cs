// The trick: the key begins with a quote and has a g four bytes on; any other way to spell it has a backslash with a 6 or 7
// four bytes on ("\u0075sage"); both have a u in second place. One table lookup tells quotes and backslashes from all else, one
// "or" makes g, 6 and 7 the same, and differences combined by "or" are zero where a key may begin. Two blocks of 64 starting
// positions share a branch that is almost never taken: mispredicted, it costs as much as a dozen blocks. What it stops at is
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
    public static int Next(ReadOnlySpan<byte> text, int from)
    {
        Debug.Assert((uint)from <= (uint)text.Length, "search starts inside the text");
        ref var start = ref MemoryMarshal.GetReference(text);
        ref readonly var ends = ref MemoryMarshal.GetReference(ByteClasses.StringEnds);
        for (var at = from; (at = Skip(ref start, at, text.Length, in ends, (byte)'u', 0x51, (byte)'g', 0xFFUL << 56)) < text.Length; at += 128)
        {
            var hit = Check(text, at, Hits(ref Unsafe.Add(ref start, at)));
            if (hit < 0) hit = Check(text, at + 64, Hits(ref Unsafe.Add(ref start, at + 64)));
            if (hit >= 0) return hit;
        }

        return -1;
    }

    // The first of 128 positions among which a key may begin: a quote or a backslash, behind it a u, and four bytes on a g, or the
    // 6 or 7 of \u006x or \u007x, or one of the five others that the bits 0x51 do not tell from these. Not inlined: as constants,
    // the filled blocks would be loaded anew in each round.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Skip(ref byte start, int at, int length, ref readonly byte stringEnds, byte second, byte either, byte letter, ulong eighth)
    {
        var (ends, seconds) = (TBlock.Load(in stringEnds), TBlock.Fill(second));
        var (eithers, letters, eighths) = (TBlock.Fill(either), TBlock.Fill((byte)(letter | either)), TBlock.Fill(eighth));
        if (at >= length) return at;
        // All loads but the first are aligned: one that crosses two cache lines costs twice.
        for (var next = at + 128 - Misalignment(ref Unsafe.Add(ref start, at)); ; next += 128)
        {
            ref var here = ref Unsafe.Add(ref start, at);
            var (low, high) = (TBlock.Load(ref here), TBlock.Load(ref Unsafe.Add(ref here, 64)));
            var (lowFifth, highFifth) = (TBlock.Load(ref Unsafe.Add(ref here, 4)), TBlock.Load(ref Unsafe.Add(ref here, 68)));
            var lowRest = lowFifth.Or(eithers).Differ(letters).OrDiffer(low, low.StringEnd(ends)).OrDiffer(low.AllSuccessors(lowFifth, eighths), seconds);
            var highRest = highFifth.Or(eithers).Differ(letters).OrDiffer(high, high.StringEnd(ends)).OrDiffer(high.AllSuccessors(highFifth, eighths), seconds);
            if (lowRest.Least(highRest).Zeros() != 0) return at;
            if (next >= length) return length;
            at = next;
        }
    }

    private static ulong Hits(ref byte here)
    {
        var block = TBlock.Load(ref here);
        var fifth = TBlock.Load(ref Unsafe.Add(ref here, 4));
        var either = (block.Equal((byte)'"') & fifth.Equal((byte)'g')) | (block.Equal((byte)'\\') & (fifth.Equal((byte)'6') | fifth.Equal((byte)'7')));
        return either & TBlock.Load(ref Unsafe.Add(ref here, 1)).Equal((byte)'u');
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

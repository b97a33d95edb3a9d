// Stage 1: from bytes to the structural index, 64 bytes at a time (Langdale and Lemire, 2019).
//
//   bytes      {"a\"b":[1, 22]}
//   backslash  ...1...........     escaped    ....1..........
//   quotes     .1....1........     (unescaped)
//   in string  .11111.........     prefix-xor of quotes, carried to the next block
//   operators  1......11.1...11    { } [ ] : , outside strings
//   scalars    .........1..1...    first byte of each number or literal outside strings
//
// The index holds the positions of operators, quotes (opening and closing) and scalar starts, in order. String contents
// are checked here too, as masks: no byte below 0x20, no unknown escape, four hex digits after \u.

using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Toktrack.Scanner.Structure;

/// <summary>Builds the structural index of a JSON text.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal static class StructuralIndexer<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    /// <summary>Most entries one block can add.</summary>
    public const int EntriesPerBlock = 64;

    /// <summary>
    /// Indexes blocks from <paramref name="position"/> until the text ends or <paramref name="index"/> has no room for another block.
    /// </summary>
    /// <param name="text">First byte of the text; at least 64 bytes behind its end must be readable.</param>
    /// <param name="length">Length of the text in bytes.</param>
    /// <param name="position">Where to start, a multiple of 64; on return where to go on.</param>
    /// <param name="state">Carried from block to block.</param>
    /// <param name="index">Takes the positions, ascending.</param>
    /// <param name="firstError">Lowered to the position of the first bad byte inside a string, if one is met.</param>
    /// <returns>Number of positions written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Index(ref byte text, int length, ref int position, ref StructuralState state, Span<int> index, ref int firstError)
    {
        Debug.Assert(position % 64 == 0, "blocks start at multiples of 64");
        Debug.Assert(index.Length >= EntriesPerBlock, "room for at least one block");

        ref var start = ref index[0];
        var count = 0;
        var limit = index.Length - EntriesPerBlock;
        var carried = state;
        var at = position;
        for (; at < length && count <= limit; at += 64)
        {
            var block = TBlock.Load(ref Unsafe.Add(ref text, at));
            var live = length - at >= 64 ? ulong.MaxValue : (1UL << (length - at)) - 1;

            var backslash = block.Equal((byte)'\\') & live;
            var escaped = EscapeScanner<TBlock>.Escaped(backslash, ref carried.Escaped);
            var anyQuotes = block.Equal((byte)'"');
            var quotes = anyQuotes & ~escaped & live;
            var bad = block.Below(0x20) & live;
            if (quotes == 0 && carried.InString != 0)
            {
                // Nothing but the inside of a string: most blocks of long texts.
                if ((backslash | escaped) != 0) bad |= EscapeScanner<TBlock>.Bad(block, ref Unsafe.Add(ref text, at), escaped & live, anyQuotes | backslash, ref carried.HasEscapedLetters);
                if (bad != 0) firstError = Math.Min(firstError, at + BitOperations.TrailingZeroCount(bad));
                continue;
            }

            var inString = PrefixXor.Of(quotes) ^ carried.InString;
            carried.InString = (ulong)((long)inString >> 63);

            var operators = block.Operators() & ~inString & live;
            var white = block.White();
            var scalar = ~(operators | white | quotes | inString) & live;
            var scalarStart = scalar & ~((scalar << 1) | carried.InScalar);
            carried.InScalar = scalar >> 63;

            bad &= inString;
            if ((backslash | escaped) != 0) bad |= EscapeScanner<TBlock>.Bad(block, ref Unsafe.Add(ref text, at), escaped & inString & live, anyQuotes | backslash, ref carried.HasEscapedLetters);
            if (bad != 0) firstError = Math.Min(firstError, at + BitOperations.TrailingZeroCount(bad));

            count = Write(ref start, count, at, operators | quotes | scalarStart);
        }

        state = carried;
        position = at;
        return count;
    }

    // Writes eight positions at a time whether they exist or not: one well-predicted branch instead of eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Write(ref int start, int count, int at, ulong bits)
    {
        var total = BitOperations.PopCount(bits);
        ref var next = ref Unsafe.Add(ref start, count);
        while (bits != 0)
        {
            bits = WriteOne(ref next, 0, at, bits);
            bits = WriteOne(ref next, 1, at, bits);
            bits = WriteOne(ref next, 2, at, bits);
            bits = WriteOne(ref next, 3, at, bits);
            bits = WriteOne(ref next, 4, at, bits);
            bits = WriteOne(ref next, 5, at, bits);
            bits = WriteOne(ref next, 6, at, bits);
            bits = WriteOne(ref next, 7, at, bits);
            next = ref Unsafe.Add(ref next, 8);
        }

        return count + total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WriteOne(ref int next, int slot, int at, ulong bits)
    {
        Unsafe.Add(ref next, slot) = at + BitOperations.TrailingZeroCount(bits);
        return bits & (bits - 1);
    }
}

// The trick: short strings stand close together, so the block that ends one mostly holds the end of the next. Its bits are
// kept, and the next end costs a shift and a count instead of a load, four compares and their way out of the vector unit.

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>Where strings can end in the 64 bytes that were looked at last.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
/// <param name="start">Where the first value begins.</param>
internal struct StringStops<TBlock>(int start)
    where TBlock : struct, IBlock64<TBlock>
{
    private int _block = start - 64;
    private ulong _stops;

    /// <summary>The position behind the string whose first quote is at <paramref name="at"/>; -1 where it does not end or is not JSON.</summary>
    /// <param name="text">The bytes, behind whose end 64 must be readable.</param>
    /// <param name="at">Where the string begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pass(ReadOnlySpan<byte> text, int at)
    {
        ref var bytes = ref MemoryMarshal.GetReference(text);
        var from = at + 1;
        var stops = (uint)(from - _block) < 64 ? _stops >> (from - _block) : 0;
        if (stops == 0)
        {
            _block = from;
            _stops = stops = TBlock.Load(ref Unsafe.Add(ref bytes, from)).StringStops();
        }

        // Most strings are short and have no escapes.
        var end = from + BitOperations.TrailingZeroCount(stops);
        if (stops != 0 && end < text.Length && Unsafe.Add(ref bytes, end) == '"') return end + 1;
        end = StringScanner<TBlock>.End(ref bytes, end, text.Length);
        return end < 0 ? -1 : end + 1;
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Toktrack.Scanner.Structure;

/// <summary>Compares runs of bytes a block at a time, without a branch on the rest's length.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal static class ByteRun<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    /// <summary>True when <paramref name="length"/> bytes are the same in both.</summary>
    /// <param name="text">The one; what is compared may reach up to 64 bytes behind the first difference or the last byte, and must be readable.</param>
    /// <param name="at">Where in it.</param>
    /// <param name="other">The other; likewise.</param>
    /// <param name="otherAt">Where in it.</param>
    /// <param name="length">Number of bytes, zero or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Equal(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> other, int otherAt, int length)
    {
        Debug.Assert(at >= 0 && at <= text.Length && otherAt >= 0 && otherAt + length + 64 <= other.Length && length >= 0, "inside both");
        ref var one = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        ref var two = ref Unsafe.Add(ref MemoryMarshal.GetReference(other), otherAt);
        for (; length >= 64; length -= 64)
        {
            if (Same(ref one, ref two) != ulong.MaxValue) return false;
            one = ref Unsafe.Add(ref one, 64);
            two = ref Unsafe.Add(ref two, 64);
        }

        return (Same(ref one, ref two) | (ulong.MaxValue << length)) == ulong.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Same(ref byte one, ref byte two) => TBlock.Load(ref one).Differ(TBlock.Load(ref two)).Zeros();
}

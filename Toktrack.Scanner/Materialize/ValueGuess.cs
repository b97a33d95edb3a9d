// The trick: where a value ends decides where everything behind it is looked for, and finding its end takes longer than
// anything else a step does. Ids and times are as long as the last time, though, and null stays null. Comparing with what was
// there is a branch that the processor predicts, so that it goes on with the next steps instead of waiting for the end.

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>How long a string without escapes was the last time, or what a short scalar was, as a guess what comes.</summary>
internal struct ValueGuess
{
    private const int MostString = 63;
    private const int MostScalar = 7;

    // The bit at which the string ended; or the bytes of the scalar and the one behind it.
    private ulong _end;
    private ulong _scalar;
    private ulong _scalarBytes;

    /// <summary>Length of the value in bytes, a string's quotes among them.</summary>
    public int Length { get; private set; }

    /// <summary>True when a string of this length begins here, without escapes.</summary>
    /// <param name="text">Bytes with a line feed at or behind <paramref name="at"/>, behind whose end 64 must be readable.</param>
    /// <param name="at">Where its first quote is expected.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool FitsString<TBlock>(ReadOnlySpan<byte> text, int at)
        where TBlock : struct, IBlock64<TBlock>
    {
        ref var opening = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        var stops = TBlock.Load(ref Unsafe.Add(ref opening, 1)).StringStops();
        return _end != 0 && opening == '"' && (stops & (_end ^ (_end - 1))) == _end && Unsafe.Add(ref opening, Length - 1) == '"';
    }

    /// <summary>True when the same scalar stands here, with the same byte behind it.</summary>
    /// <param name="text">Bytes behind whose end 64 must be readable.</param>
    /// <param name="at">Where it is expected.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool FitsScalar(ReadOnlySpan<byte> text, int at) => _scalarBytes != 0 && (Read(text, at) & _scalarBytes) == _scalar;

    /// <summary>Takes a value that was found; long ones are not guessed.</summary>
    public void Learn(ReadOnlySpan<byte> text, int from, int end)
    {
        var length = end - from;
        (_end, _scalarBytes, Length) = (0, 0, length);
        if (length < 1) return;
        if (text[from] == '"')
        {
            if (length - 2 <= MostString) _end = 1UL << (length - 2);
        }
        else if (length <= MostScalar)
        {
            _scalarBytes = ulong.MaxValue >> (8 * (MostScalar - length));
            _scalar = Read(text, from) & _scalarBytes;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ReadOnlySpan<byte> text, int at)
    {
        var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
        return BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes);
    }
}

// Bit i of the result is the parity of bits 0..i of the input. Given the mask of unescaped quotes this is the mask of
// bytes inside strings (opening quote included, closing quote not). A carry-less multiplication by all ones does it in
// one instruction; without it six shifts do (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019).

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Toktrack.Scanner.Structure;

/// <summary>Prefix exclusive-or of a 64-bit mask.</summary>
internal static class PrefixXor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong bits) => Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar()
        : ByShifts(bits);

    internal static ulong ByShifts(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}

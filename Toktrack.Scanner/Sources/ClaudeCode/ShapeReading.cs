using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>The varying values of a line, read by a <see cref="LineShape"/>, and the ways to pass one.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal sealed class ShapeReading<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private const int LongValue = 256;
    private const int MostDigits = 18;

    private int _passedFrom = -1;
    private int _passedTo;

    /// <summary>Hash of <c>message.id</c>; 0 where there is none.</summary>
    public ulong Id;

    /// <summary>Hash of <c>requestId</c>; 0 where there is none.</summary>
    public ulong Request;

    /// <summary>UTC ticks.</summary>
    public long Time;

    /// <summary>Counts.</summary>
    public ClaudeUsage Usage;

    /// <summary>Forgets the values read.</summary>
    public void Clear()
    {
        Id = 0;
        Request = 0;
        Time = 0;
        Usage = default;
    }

    /// <summary>Forgets also what was passed: another line follows.</summary>
    public void NextLine() => _passedFrom = -1;

    /// <summary>Passes a JSON value; returns the position behind it, or -1 where there is none or an unusual one.</summary>
    public int PassAny(ReadOnlySpan<byte> text, int at)
    {
        // Several shapes may be tried on one line; what stands before their difference is long and is passed once.
        if (at == _passedFrom) return _passedTo;
        var end = ValueScanner<TBlock>.Pass(text, at);
        if (end - at >= LongValue) (_passedFrom, _passedTo) = (at, end);
        return end;
    }

    /// <summary>Passes a string without escapes; returns the position behind it, or -1 where it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int PassText(ReadOnlySpan<byte> text, int at, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        if (at >= text.Length || text[at] != '"') return -1;
        var start = at + 1;
        for (at = start; at < text.Length; at += 64)
        {
            var block = TBlock.Load(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
            var stops = block.Equal((byte)'"') | block.Equal((byte)'\\') | block.Below(0x20);
            if (stops == 0) continue;
            at += BitOperations.TrailingZeroCount(stops);
            if (at >= text.Length || text[at] != '"') return -1;
            raw = text[start..at];
            return at + 1;
        }

        return -1;
    }

    /// <summary>Passes a whole number of zero or more; returns the position behind it, or -1 where it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int PassCount(ReadOnlySpan<byte> text, int at, out long count)
    {
        count = 0;
        var first = at;
        for (uint digit; at < text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++) count = (count * 10) + digit;
        var digits = at - first;
        return digits is 0 or > MostDigits || (digits > 1 && text[first] == '0') ? -1 : at;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>The varying values of a line, read by a <see cref="LineShape{TSays}"/>, and the ways to pass one. Only what the matching shape has is set.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal sealed class ShapeReading<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private const int LongValue = 256;
    private const int MostDigits = 18;

    private int _passedFrom = -1;
    private int _passedTo;

    /// <summary>Counts by slot.</summary>
    public ShapeCounts Counts;

    /// <summary>UTC ticks.</summary>
    public long Time;

    /// <summary>Where the text of slot 0 stands.</summary>
    public TextRange Text0;

    /// <summary>Where the text of slot 1 stands.</summary>
    public TextRange Text1;

    /// <summary>True when the last attempts got as far as a text.</summary>
    public bool HasText { get; private set; }

    /// <summary>Forgets what was passed: another line follows.</summary>
    public void NextLine()
    {
        _passedFrom = -1;
        HasText = false;
    }

    /// <summary>Passes a JSON value; returns the position behind it, or -1 where there is none or an unusual one.</summary>
    public int PassAny(ReadOnlySpan<byte> text, int at, ref ValueGuess guess)
    {
        // Several shapes may be tried on one line; what stands before their difference is long and is passed once.
        if (at == _passedFrom) return _passedTo;
        var end = ValueScanner<TBlock>.Pass(text, at);
        if (end - at >= LongValue) (_passedFrom, _passedTo) = (at, end);
        else guess.Learn(text, at, end);
        return end;
    }

    /// <summary>Passes a JSON value, probably a number, true, false or null; returns the position behind it, or -1 as above.</summary>
    public int PassScalar(ReadOnlySpan<byte> text, int at, ref ValueGuess guess)
    {
        var end = PassCount(text, at, out _);
        if (end < 0 || text[end] is not ((byte)',' or (byte)'}' or (byte)']')) end = ValueScanner<TBlock>.Pass(text, at);
        guess.Learn(text, at, end);
        return end;
    }

    /// <summary>Passes a string without escapes; returns the position behind it, or -1 where it is none.</summary>
    /// <param name="text">The bytes.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="guess">How long it probably is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PassText(ReadOnlySpan<byte> text, int at, ref ValueGuess guess)
    {
        HasText = true;
        return guess.FitsString<TBlock>(text, at) ? at + guess.Length : FindText(text, at, ref guess);
    }

    /// <summary>Passes a whole number of zero or more; returns the position behind it, or -1 where it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PassCount(ReadOnlySpan<byte> text, int at, out long count)
    {
        var digits = DigitRun.Length(text, at, out var run);
        if (digits is 0 or 8) return PassLongCount(text, at, out count);
        count = DigitRun.Value(run, digits);
        return digits > 1 && text[at] == '0' ? -1 : at + digits;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int PassLongCount(ReadOnlySpan<byte> text, int at, out long count)
    {
        count = 0;
        var first = at;
        for (uint digit; at < text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++) count = (count * 10) + digit;
        var digits = at - first;
        return digits is 0 or > MostDigits || (digits > 1 && text[first] == '0') ? -1 : at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FindText(ReadOnlySpan<byte> text, int at, ref ValueGuess guess)
    {
        if (at >= text.Length || text[at] != '"') return -1;
        var from = at++;
        for (; at < text.Length; at += 64)
        {
            var stops = TBlock.Load(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at)).StringStops();
            if (stops == 0) continue;
            at += BitOperations.TrailingZeroCount(stops);
            if (at >= text.Length || text[at] != '"') return -1;
            guess.Learn(text, from, at + 1);
            return at + 1;
        }

        return -1;
    }
}

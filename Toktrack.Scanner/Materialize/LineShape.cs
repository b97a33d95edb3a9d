// The trick: consecutive lines of a log are written by the same code, so they have the same keys in the same order and
// differ in few values. A shape is such a line with its varying values cut out: runs of bytes that must be there again to
// the letter, with a value between each two. A line that fits is whole JSON, because the line the shape was learned from
// was, and the values in between are checked; what it says is read in passing, without a structural index. A line that
// does not fit, in whatever respect, is walked in full, and a new shape is learned from it. The lines of one streamed
// response repeat its counts to the letter, so those are compared with the last line's before they are read.
//
//   {"parentUuid":"…","isSidechain":false,"message":{"model":"m","id":"…","type":"message",…,"usage":{"input_tokens":…,
//   '------------'                                                    any
//                     '----------------------------------------------'  id …                                        count

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>The fixed bytes of a line and what stands between them; matches lines of the same shape. Reused for one shape after the other.</summary>
/// <typeparam name="TSays">What the fixed bytes of a line say.</typeparam>
internal sealed class LineShape<TSays>
    where TSays : struct
{
    // Blocks are loaded from literals and counts at any place.
    private const int Padding = 64;
    private const int MostCountBytes = 1024;

    private readonly List<Step> _steps = [];
    private readonly byte[] _counts = new byte[MostCountBytes + Padding];
    private byte[] _literals = new byte[2048];
    private int _literalLength;
    private int _firstCount = -1;
    private int _lastCount = -1;
    private int _countsLength;
    private ShapeCounts _countsSay;
    private TSays _says;

    /// <summary>What the line said that was learned.</summary>
    public ref readonly TSays Says => ref _says;

    /// <summary>A bit for each slot of a count that lines of this shape have.</summary>
    public uint CountSlots { get; private set; }

    /// <summary>A bit for each slot of a text that lines of this shape have.</summary>
    public uint TextSlots { get; private set; }

    /// <summary>True when a line has been learned.</summary>
    public bool IsLearned { get; private set; }

    /// <summary>Forgets the line.</summary>
    public void Clear()
    {
        IsLearned = false;
        _steps.Clear();
        _literalLength = 0;
        _firstCount = _lastCount = -1;
        _countsLength = 0;
        CountSlots = TextSlots = 0;
    }

    /// <summary>Adds a run of fixed bytes and the value behind it.</summary>
    /// <param name="literal">The bytes.</param>
    /// <param name="value">What stands behind them.</param>
    /// <param name="slot">Where a count (below <see cref="ShapeCounts.Slots"/>) or a text (0 or 1) is put.</param>
    public void Add(ReadOnlySpan<byte> literal, ShapeValue value, int slot = 0)
    {
        if (value == ShapeValue.Text) TextSlots |= 1u << slot;
        if (value == ShapeValue.Count)
        {
            CountSlots |= 1u << slot;
            if (_firstCount < 0) _firstCount = _steps.Count;
            _lastCount = _steps.Count;
        }

        _steps.Add(new(literal.Length, value, slot));
        var end = _literalLength + literal.Length;
        if (end + Padding > _literals.Length) Array.Resize(ref _literals, 2 * (end + Padding));
        literal.CopyTo(_literals.AsSpan(_literalLength));
        _literalLength = end;
    }

    /// <summary>Completes the shape with what the full walk of its line read.</summary>
    public void Complete(in TSays says)
    {
        _says = says;
        IsLearned = true;
        if (_lastCount >= 0)
        {
            while (_steps[_lastCount + 1].Value == ShapeValue.Restated) _lastCount++;
        }

        // Only counts, and what is passed over, may stand between the first and the last.
        for (var i = _firstCount; i >= 0 && i < _lastCount; i++)
        {
            if (_steps[i].Value is ShapeValue.Text or ShapeValue.Time) _firstCount = -1;
        }
    }

    /// <summary>Matches the object that begins at the start of <paramref name="text"/> and reads its values.</summary>
    /// <param name="text">One or more whole lines, the last with its line feed, behind which 256 bytes must be readable.</param>
    /// <param name="reading">Takes the values; what a failed attempt passed over serves the next one.</param>
    /// <returns>The length of the object; 0 where the text has another shape.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Match<TBlock>(ReadOnlySpan<byte> text, ShapeReading<TBlock> reading)
        where TBlock : struct, IBlock64<TBlock>
    {
        // Nothing fixed holds a line feed and no value passes one, so what is matched ends on its line.
        Debug.Assert(text[^1] == '\n', "whole lines");
        var at = 0;
        var literal = 0;
        var countsFrom = 0;
        var steps = CollectionsMarshal.AsSpan(_steps);
        for (var i = 0; i < steps.Length; i++)
        {
            ref var step = ref steps[i];
            if (!ByteRun<TBlock>.Equal(text, at, _literals, literal, step.Length)) return 0;
            literal += step.Length;
            at += step.Length;
            if (i == _firstCount)
            {
                countsFrom = at;
                if (_countsLength > 0 && ByteRun<TBlock>.Equal(text, at, _counts, 0, _countsLength))
                {
                    reading.Counts = _countsSay;
                    at += _countsLength;
                    for (; i < _lastCount; i++) literal += steps[i + 1].Length;
                    continue;
                }
            }

            switch (step.Value)
            {
                case ShapeValue.Any:
                    if (step.Guess.FitsString<TBlock>(text, at)) at += step.Guess.Length;
                    else at = reading.PassAny(text, at, ref step.Guess);
                    break;
                case ShapeValue.Restated:
                    var digits = DigitRun.Length(text, at, out _);
                    if (digits is > 0 and < 8 && text[at + digits] is (byte)',' or (byte)'}' && (digits == 1 || text[at] != '0')) at += digits;
                    else at = reading.PassScalar(text, at, ref step.Guess);
                    break;
                case ShapeValue.Scalar:
                    if (step.Guess.FitsScalar(text, at)) at += step.Guess.Length;
                    else at = reading.PassScalar(text, at, ref step.Guess);
                    break;
                case ShapeValue.Text or ShapeValue.Time:
                    var end = reading.PassText(text, at, ref step.Guess);
                    if (end < 0) return 0;
                    var raw = new TextRange(at + 1, end - at - 2);
                    at = end;
                    if (step.Value == ShapeValue.Text) (step.Slot == 0 ? ref reading.Text0 : ref reading.Text1) = raw;
                    else if (!Utf8Timestamp.TryParse(raw.In(text), out reading.Time)) return 0;
                    break;
                case ShapeValue.Count:
                    at = reading.PassCount(text, at, out reading.Counts[step.Slot]);
                    break;
                default:
                    return at;
            }

            if (i == _lastCount && at >= 0 && _firstCount >= 0) KeepCounts(text[countsFrom..at], reading.Counts);
            if (at < 0) return 0;
        }

        return 0;
    }

    private void KeepCounts(ReadOnlySpan<byte> counts, in ShapeCounts values)
    {
        _countsLength = 0;
        if (counts.Length > MostCountBytes) return;
        counts.CopyTo(_counts);
        _countsLength = counts.Length;
        _countsSay = values;
    }

    /// <summary>A run of fixed bytes and the value behind it.</summary>
    private struct Step(int length, ShapeValue value, int slot)
    {
        /// <summary>What the value was the last time.</summary>
        public ValueGuess Guess;

        /// <summary>Number of fixed bytes.</summary>
        public readonly int Length = length;

        /// <summary>What follows them.</summary>
        public readonly ShapeValue Value = value;

        /// <summary>Where it is put.</summary>
        public readonly int Slot = slot;
    }
}

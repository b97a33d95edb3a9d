// The trick: consecutive lines of a log are written by the same code, so they have the same keys in the same order and
// differ in few values. A shape is such a line with its varying values cut out: runs of bytes that must be there again to
// the letter, with a value between each two. A line that fits is whole JSON, because the line the shape was learned from
// was, and the values in between are checked; what it says is read in passing, without a structural index. A line that
// does not fit, in whatever respect, is walked in full, and a new shape is learned from it.
//
//   {"parentUuid":"…","isSidechain":false,"message":{"model":"m","id":"…","type":"message",…,"usage":{"input_tokens":…,
//   '------------'                                                    any
//                     '----------------------------------------------'  id …                                        count

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>The fixed bytes of a line and what stands between them; matches lines of the same shape. Reused for one shape after the other.</summary>
internal sealed class LineShape
{
    private readonly List<Step> _steps = [];
    private readonly List<byte> _literals = [];
    private UsageRecord _record;

    /// <summary>What the value behind a run of fixed bytes is.</summary>
    public enum Value
    {
        /// <summary>Any JSON value; it is passed.</summary>
        Any,

        /// <summary>A string: <c>message.id</c>.</summary>
        Id,

        /// <summary>A string: <c>requestId</c>.</summary>
        Request,

        /// <summary>A string: <c>timestamp</c>.</summary>
        Time,

        /// <summary>A count: <c>input_tokens</c>, and so on.</summary>
        Input,
        Output,
        CacheRead,
        CacheCreation,
        CacheWrite5m,
        CacheWrite1h,
        WebSearches,

        /// <summary>Nothing: the object ends.</summary>
        End,
    }

    /// <summary>What the fixed bytes say: model, session, project, branch, flags.</summary>
    public ref readonly UsageRecord Record => ref _record;

    /// <summary>True when a line has been learned.</summary>
    public bool IsLearned { get; private set; }

    /// <summary>Forgets the line.</summary>
    public void Clear()
    {
        IsLearned = false;
        _steps.Clear();
        _literals.Clear();
    }

    /// <summary>Adds a run of fixed bytes and the value behind it.</summary>
    public void Add(ReadOnlySpan<byte> literal, Value value)
    {
        _steps.Add(new(literal.Length, value));
        _literals.AddRange(literal);
    }

    /// <summary>Completes the shape with what the full walk of its line read.</summary>
    public void Complete(in UsageRecord record)
    {
        _record = record;
        IsLearned = true;
    }

    /// <summary>Matches the object that begins at the start of <paramref name="text"/> and reads its values.</summary>
    /// <param name="text">The bytes, behind whose end 256 must be readable.</param>
    /// <param name="reading">Takes the values; what a failed attempt passed over serves the next one.</param>
    /// <returns>The length of the object; 0 where the text has another shape.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Match<TBlock>(ReadOnlySpan<byte> text, ShapeReading<TBlock> reading)
        where TBlock : struct, IBlock64<TBlock>
    {
        reading.Clear();
        var at = 0;
        var literal = 0;
        var literals = CollectionsMarshal.AsSpan(_literals);
        foreach (ref readonly var step in CollectionsMarshal.AsSpan(_steps))
        {
            if (!text[at..].StartsWith(literals.Slice(literal, step.Length))) return 0;
            literal += step.Length;
            at += step.Length;
            switch (step.Value)
            {
                case Value.Any:
                    at = reading.PassAny(text, at);
                    break;
                case Value.Id:
                    at = reading.PassText(text, at, out var id);
                    reading.Id = ClaudeNames.HashOfPlain(id);
                    break;
                case Value.Request:
                    at = reading.PassText(text, at, out var request);
                    reading.Request = ClaudeNames.HashOfPlain(request);
                    break;
                case Value.Time:
                    at = reading.PassText(text, at, out var time);
                    if (!Utf8Timestamp.TryParse(time, out reading.Time)) return 0;
                    break;
                case Value.End:
                    return at;
                default:
                    at = reading.PassCount(text, at, out var count);
                    reading.Usage.Set(step.Value, count);
                    break;
            }

            if (at < 0) return 0;
        }

        return 0;
    }

    /// <summary>A run of fixed bytes and the value behind it.</summary>
    /// <param name="Length">Number of fixed bytes.</param>
    /// <param name="Value">What follows them.</param>
    private readonly record struct Step(int Length, Value Value);
}

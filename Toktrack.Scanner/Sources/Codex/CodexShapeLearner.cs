using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>Learns the shape of a <c>token_count</c> line that has just been walked in full.</summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
internal sealed class CodexShapeLearner<TBlock>
    where TBlock : struct, IBlock64<TBlock>
{
    private const int CountsOfUsage = 6;
    private const int MostDepth = 4;

    private readonly StructuralIndexBuffer _buffer = new();
    private readonly ShapeRecorder<TBlock, CodexRecord> _shape = new();
    private int _firstSlot;
    private int _depth;

    /// <summary>Learns the shape of <paramref name="text"/>; <paramref name="shape"/> stays unlearned where no shape can be trusted to say the same as a full walk.</summary>
    /// <param name="text">The object, behind whose end 256 bytes must be readable.</param>
    /// <param name="record">What the full walk read: a count of tokens without a bad one.</param>
    /// <param name="shape">Takes the shape.</param>
    public void Learn(ReadOnlySpan<byte> text, in CodexRecord record, LineShape<CodexRecord> shape)
    {
        _shape.Begin(shape);
        _depth = 0;
        var cursor = new StructuralCursor<TBlock>(text, _buffer);
        if (!cursor.Start()) return;
        Line(ref cursor, text);
        _shape.End(ref cursor, text, record);
    }

    /// <summary>The record of a line of a known shape.</summary>
    public static CodexRecord Record(LineShape<CodexRecord> shape, ShapeReading<TBlock> reading)
    {
        var record = shape.Says;
        record.Time = reading.Time;
        Set(ref record.Total, shape.CountSlots, reading.Counts, 0);
        Set(ref record.Last, shape.CountSlots, reading.Counts, CountsOfUsage);
        return record;
    }

    private static void Set(ref CodexTokens tokens, uint slots, in ShapeCounts counts, int first)
    {
        slots >>= first;
        if ((slots & 1) != 0) tokens.Input = counts[first];
        if ((slots & 2) != 0) tokens.Cached = counts[first + 1];
        if ((slots & 4) != 0) tokens.CacheWrite = counts[first + 2];
        if ((slots & 8) != 0) tokens.Output = counts[first + 3];
        if ((slots & 16) != 0) tokens.Reasoning = counts[first + 4];
        if ((slots & 32) != 0) tokens.Total = counts[first + 5];
    }

    private void Line(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            switch (CodexKeys.Of(key))
            {
                case CodexKey.Timestamp:
                    _shape.Time(ref cursor, text);
                    break;
                case CodexKey.Type:
                    cursor.SkipValue();
                    break;
                case CodexKey.Payload:
                    _shape.Object(ref cursor, text, 0, Payload);
                    break;
                default:
                    _shape.Any(ref cursor, text);
                    break;
            }
        }
    }

    private void Payload(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            switch (CodexKeys.Of(key))
            {
                case CodexKey.Type:
                    cursor.SkipValue();
                    break;
                case CodexKey.Info:
                    _shape.Object(ref cursor, text, 1, Info);
                    break;
                default:
                    Numbers(ref cursor, text);
                    break;
            }
        }
    }

    private void Info(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            switch (CodexKeys.Of(key))
            {
                case CodexKey.TotalTokenUsage:
                    _firstSlot = 0;
                    _shape.Object(ref cursor, text, 2, Usage);
                    break;
                case CodexKey.LastTokenUsage:
                    _firstSlot = CountsOfUsage;
                    _shape.Object(ref cursor, text, 3, Usage);
                    break;
                default:
                    Numbers(ref cursor, text);
                    break;
            }
        }
    }

    private void Usage(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        while (!_shape.IsRefused && cursor.NextKey(out var key))
        {
            var slot = CodexKeys.Of(key) switch
            {
                CodexKey.InputTokens => 0,
                CodexKey.CachedInputTokens => 1,
                CodexKey.CacheWriteInputTokens => 2,
                CodexKey.OutputTokens => 3,
                CodexKey.ReasoningOutputTokens => 4,
                CodexKey.TotalTokens => 5,
                _ => -1,
            };
            if (slot < 0) _shape.Any(ref cursor, text);
            else _shape.Count(ref cursor, text, _firstSlot + slot);
        }
    }

    // Rate limits: their numbers change from line to line, their texts hardly ever.
    private void Numbers(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        if (cursor.ValueStart is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            _shape.Any(ref cursor, text);
        }
        else if (cursor.ValueStart == '{')
        {
            if (_depth == MostDepth)
            {
                _shape.Any(ref cursor, text);
                return;
            }

            _depth++;
            cursor.EnterObject();
            while (!_shape.IsRefused && cursor.NextKey(out _)) Numbers(ref cursor, text);
            _depth--;
        }
        else
        {
            cursor.SkipValue();
        }
    }
}

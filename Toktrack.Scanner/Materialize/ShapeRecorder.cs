using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>
/// Records the shape of a line while a source walks it a second time and says what varies. What is not said to vary is fixed.
/// Counts that are none, texts with escapes and keys met twice make it refuse the line: such lines are left to the full walk.
/// </summary>
/// <typeparam name="TBlock">The kernel.</typeparam>
/// <typeparam name="TSays">What the fixed bytes of a line say.</typeparam>
internal sealed class ShapeRecorder<TBlock, TSays>
    where TBlock : struct, IBlock64<TBlock>
    where TSays : struct
{
    // Bits of what was seen: containers by number, then the time, texts and counts by slot.
    private const int TimeBit = 16;
    private const int FirstText = 17;
    private const int FirstCount = 24;

    private LineShape<TSays> _shape = new();
    private ulong _seen;
    private int _from;

    /// <summary>What reads a container the cursor has entered.</summary>
    public delegate void Part(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text);

    /// <summary>True once no shape can be trusted to say the same as a full walk.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>True once a time was said to vary.</summary>
    public bool HasTime => (_seen & (1UL << TimeBit)) != 0;

    /// <summary>Starts a line.</summary>
    public void Begin(LineShape<TSays> shape)
    {
        shape.Clear();
        _shape = shape;
        _seen = 0;
        _from = 0;
        IsRefused = false;
    }

    /// <summary>Ends the line: the shape is learned unless it was refused or the cursor failed.</summary>
    public void End(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, in TSays says)
    {
        if (IsRefused || !cursor.Succeeded) return;
        _shape.Add(text[_from..cursor.End], ShapeValue.End);
        _shape.Complete(says);
    }

    /// <summary>Refuses the line.</summary>
    public void Refuse() => IsRefused = true;

    /// <summary>Enters the current value, an object that may be there once; anything else is refused.</summary>
    /// <param name="cursor">Stands before the value.</param>
    /// <param name="text">The line.</param>
    /// <param name="number">Tells the container from others: 0 to 15.</param>
    /// <param name="part">Reads what is inside.</param>
    public void Object(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, int number, Part part)
    {
        See(number);
        if (cursor.EnterObject()) part(ref cursor, text);
        else Refuse();
    }

    /// <summary>Marks container <paramref name="number"/> as met; a second time is refused.</summary>
    public void See(int number)
    {
        IsRefused |= (_seen & (1UL << number)) != 0;
        _seen |= 1UL << number;
    }

    /// <summary>The current value varies and is passed.</summary>
    public void Any(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text) => Pass(ref cursor, text, ShapeValue.Scalar);

    /// <summary>The current value varies as the counts do, and is passed; of an object, the values in it.</summary>
    public void Restated(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        if (cursor.ValueStart != '{')
        {
            Pass(ref cursor, text, ShapeValue.Restated);
            return;
        }

        cursor.EnterObject();
        while (cursor.NextKey(out _)) Pass(ref cursor, text, ShapeValue.Restated);
    }

    /// <summary>The current value is a text that varies.</summary>
    public void Text(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, int slot)
    {
        See(FirstText + slot);
        ReadText(ref cursor, text, ShapeValue.Text, slot);
    }

    /// <summary>The current value is a time that varies.</summary>
    public void Time(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text)
    {
        See(TimeBit);
        ReadText(ref cursor, text, ShapeValue.Time, 0);
    }

    /// <summary>The current value is a count that varies.</summary>
    public void Count(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, int slot)
    {
        See(FirstCount + slot);
        _shape.Add(text[_from..cursor.ValueOffset], ShapeValue.Count, slot);
        cursor.ReadCount(out var isCount);
        IsRefused |= !isCount;
        _from = cursor.ValueEnd;
    }

    private void Pass(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, ShapeValue scalar)
    {
        var value = cursor.ValueStart is (byte)'"' or (byte)'{' or (byte)'[' ? ShapeValue.Any : scalar;
        _shape.Add(text[_from..cursor.ValueOffset], value);
        cursor.SkipValue();
        _from = cursor.ValueEnd;
    }

    private void ReadText(ref StructuralCursor<TBlock> cursor, ReadOnlySpan<byte> text, ShapeValue value, int slot)
    {
        _shape.Add(text[_from..cursor.ValueOffset], value, slot);
        IsRefused |= !cursor.ReadString(out var raw) || raw.Contains((byte)'\\');
        _from = cursor.ValueEnd;
    }
}

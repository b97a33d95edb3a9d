using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Materialize;

/// <summary>Where in an object a string stands, without its quotes: what it says is asked only once the object is known to matter.</summary>
internal readonly record struct TextRange(int Start, int Length)
{
    /// <summary>True where there is no string, or an empty one.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The string as written in <paramref name="text"/>, escapes not resolved.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> text) => text.Slice(Start, Length);

    /// <summary>The range of the string the cursor stands before; empty for any other value, which is skipped.</summary>
    public static TextRange Read<TBlock>(ref StructuralCursor<TBlock> cursor)
        where TBlock : struct, IBlock64<TBlock> =>
        cursor.ReadString(out var raw) ? new(cursor.End - 1 - raw.Length, raw.Length) : default;
}

namespace Toktrack.Scanner.Materialize;

/// <summary>Memory a cursor works with, one per worker and reused for every line.</summary>
/// <param name="capacity">How much of the structural index is built at a time; at least what one block can add.</param>
internal sealed class StructuralIndexBuffer(int capacity = 1024)
{
    private byte[] _text = new byte[256];

    /// <summary>A piece of the structural index: the positions of the next few blocks.</summary>
    public int[] Positions { get; } = new int[capacity];

    /// <summary>Levels of nesting beyond the first 64, one bit each, 64 to an element.</summary>
    public List<ulong> DeepNesting { get; } = [];

    /// <summary>Resolves the escapes of a valid JSON string; the result lives until the next call.</summary>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\')) return raw;
        if (_text.Length < raw.Length) _text = new byte[raw.Length];
        return JsonString.Unescape(raw, _text);
    }
}

namespace Toktrack.Scanner.Materialize;

/// <summary>Memory a cursor works with, one per worker and reused for every line.</summary>
internal sealed class StructuralIndexBuffer
{
    /// <summary>A piece of the structural index: the positions of the next few blocks.</summary>
    public int[] Positions { get; } = new int[1024];

    /// <summary>Levels of nesting beyond the first 64, one bit each, 64 to an element.</summary>
    public List<ulong> DeepNesting { get; } = [];
}

using System.Runtime.CompilerServices;

namespace Toktrack.Scanner.Materialize;

/// <summary>The counts of a line, by slot.</summary>
[InlineArray(Slots)]
internal struct ShapeCounts
{
    /// <summary>Number of slots.</summary>
    public const int Slots = 12;

    private long _first;
}

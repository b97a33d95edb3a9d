using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>
/// What one row stands for: a period, or a name. Fields that its grouping does not use are 0, so that equal keys mean the
/// same thing. Name numbers belong to the snapshot's dictionary and are not stable between runs.
/// </summary>
/// <param name="Grouping">The kind of thing.</param>
/// <param name="Start">Start of a period in ticks of local wall time; 0 for names.</param>
/// <param name="OffsetMinutes">Offset from UTC, for hours only: it tells the two hours of a repeated one apart.</param>
/// <param name="Name">Number of the name in the snapshot's dictionary; 0 where unknown, and for periods and sources.</param>
/// <param name="Source">The CLI, for sources and sessions.</param>
/// <param name="Fast">The fast tier of a model.</param>
public readonly record struct RowKey(
    Grouping Grouping, long Start = 0, int OffsetMinutes = 0, int Name = 0, SourceId Source = SourceId.None, bool Fast = false)
{
    /// <summary>The first local day of a period.</summary>
    public DateOnly Date => DateOnly.FromDateTime(new DateTime(Start));
}

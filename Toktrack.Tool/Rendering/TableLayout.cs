using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>
/// Makes a table fit a width, in a fixed order: text columns shrink to their least width; columns are dropped by
/// <see cref="TableColumn.DropOrder"/>; numbers become short; text shrinks as far as it must; columns of last resort go.
/// </summary>
internal sealed class TableLayout
{
    private const int LeastText = 4;

    private readonly List<(TableColumn Column, int Width)> _columns;

    private TableLayout(List<(TableColumn, int)> columns, bool isShort)
    {
        _columns = columns;
        IsShort = isShort;
    }

    /// <summary>The columns that are left, with their widths in cells.</summary>
    public IReadOnlyList<(TableColumn Column, int Width)> Columns => _columns;

    /// <summary>True when numbers are in short form.</summary>
    public bool IsShort { get; }

    private int WidthOfTable => _columns.Sum(c => c.Width + 3) + 1;

    /// <summary>Lays out <paramref name="columns"/> for <paramref name="width"/> cells.</summary>
    public static TableLayout Fit(IReadOnlyList<TableColumn> columns, int width, bool compact)
    {
        var left = columns.ToList();
        while (true)
        {
            if (TryFit(left, width, compact, shrinkBelowMinimum: false) is { } layout) return layout;
            var next = left.Where(c => c.DropOrder > 0).MinBy(c => c.DropOrder);
            if (next is null) break;
            left.Remove(next);
        }

        while (true)
        {
            if (TryFit(left, width, true, shrinkBelowMinimum: false) is { } layout) return layout;
            if (left.Find(c => c.IsLastResort) is not { } last) return TryFit(left, width, true, shrinkBelowMinimum: true)!;
            if (TryFit(left, width, true, shrinkBelowMinimum: true) is { } cut && cut.WidthOfTable <= width) return cut;
            left.Remove(last);
        }
    }

    /// <summary>The cell as it is printed.</summary>
    public string Cell(TableColumn column, int width, int row)
    {
        var text = (IsShort ? column.ShortCells : column.Cells)[row];
        return column.CutMiddle ? CellWidth.FitMiddle(text, width) : CellWidth.Fit(text, width);
    }

    private static TableLayout? TryFit(List<TableColumn> columns, int width, bool isShort, bool shrinkBelowMinimum)
    {
        var widths = columns.Select(c => c.WidthOf(isShort)).ToList();
        var excess = widths.Sum() + (3 * columns.Count) + 1 - width;
        for (var pass = 0; excess > 0 && pass < (shrinkBelowMinimum ? 2 : 1); pass++)
        {
            // The widest text gives way first.
            foreach (var index in Enumerable.Range(0, columns.Count).Where(i => columns[i].MinWidth > 0).OrderByDescending(i => widths[i]))
            {
                var least = pass == 0 ? columns[index].MinWidth : LeastText;
                var cut = Math.Clamp(widths[index] - least, 0, excess);
                widths[index] -= cut;
                excess -= cut;
            }
        }

        return excess > 0 && !shrinkBelowMinimum ? null : new([.. columns.Zip(widths)], isShort);
    }
}

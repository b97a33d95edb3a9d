using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>A column of a table whose cells are known in two forms.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Tone">How its cells are coloured.</param>
internal sealed record TableColumn(string Header, Tone Tone)
{
    /// <summary>Cells in full, from the first row to the last; the text is safe to print.</summary>
    public List<string> Cells { get; } = [];

    /// <summary>The same cells in short form; empty where there is none.</summary>
    public List<string> ShortCells { get; } = [];

    /// <summary>True for numbers.</summary>
    public bool AlignRight { get; init; }

    /// <summary>When it is dropped if the table is too wide: 1 goes first, 0 never.</summary>
    public int DropOrder { get; init; }

    /// <summary>The fewest cells its text may be cut to; 0 where it must not be cut.</summary>
    public int MinWidth { get; init; }

    /// <summary>True where the middle is cut out instead of the end: for paths and ids.</summary>
    public bool CutMiddle { get; init; }

    private readonly int[] _widths = [-1, -1];

    /// <summary>The cells of its widest text, header included; measured once, after the last cell was added.</summary>
    public int WidthOf(bool isShort)
    {
        ref var width = ref _widths[isShort ? 1 : 0];
        if (width < 0) width = (isShort ? ShortCells : Cells).Append(Header).Max(t => CellWidth.Of(t));
        return width;
    }

    /// <summary>Adds a cell that has one form.</summary>
    public void Add(string cell) => Add(cell, cell);

    /// <summary>Adds a cell.</summary>
    public void Add(string cell, string shortCell)
    {
        Cells.Add(cell);
        ShortCells.Add(shortCell);
    }
}

using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>A column of a table whose cells are known in two forms.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Tone">How its cells are coloured.</param>
internal sealed record TableColumn(string Header, Tone Tone)
{
    private readonly int[] _widths = [-1, -1];
    private List<string>? _shortCells;

    /// <summary>Cells in full, from the first row to the last; the text is safe to print.</summary>
    public List<string> Cells { get; } = [];

    /// <summary>The same cells in short form.</summary>
    public IReadOnlyList<string> ShortCells => _shortCells ??= Shorten is null ? Cells : [.. Enumerable.Range(0, Cells.Count).Select(Shorten)];

    /// <summary>Makes the short form of a row's cell: asked for only where a table is too wide. Null where <see cref="Add(string, string)"/> gives it.</summary>
    public Func<int, string>? Shorten { get; init; }

    /// <summary>True for numbers.</summary>
    public bool AlignRight { get; init; }

    /// <summary>When it is dropped if the table is too wide: 1 goes first, 0 never.</summary>
    public int DropOrder { get; init; }

    /// <summary>True where it may go when the table is too wide even with short numbers.</summary>
    public bool IsLastResort { get; init; }

    /// <summary>The fewest cells its text may be cut to; 0 where it must not be cut.</summary>
    public int MinWidth { get; init; }

    /// <summary>True where the middle is cut out instead of the end: for paths and ids.</summary>
    public bool CutMiddle { get; init; }

    /// <summary>The cells of its widest text, header included; measured once, after the last cell was added.</summary>
    public int WidthOf(bool isShort)
    {
        ref var width = ref _widths[isShort ? 1 : 0];
        if (width >= 0) return width;
        width = CellWidth.Of(Header);
        foreach (var cell in isShort ? ShortCells : Cells) width = Math.Max(width, CellWidth.Of(cell));
        return width;
    }

    /// <summary>Adds a cell that has one form.</summary>
    public void Add(string cell) => Add(cell, cell);

    /// <summary>Adds a cell.</summary>
    public void Add(string cell, string shortCell)
    {
        if (_shortCells is null && !ReferenceEquals(cell, shortCell)) _shortCells = [.. Cells];
        Cells.Add(cell);
        _shortCells?.Add(shortCell);
    }
}

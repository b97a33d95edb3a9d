namespace Toktrack.Tool.Tui.Screen;

/// <summary>One cell of the screen. Has no padding, so that rows of cells compare as bytes.</summary>
internal readonly struct Cell
{
    /// <summary>The symbol of the second cell of a wide character: nothing is written for it.</summary>
    public const int Continuation = -1;

    /// <summary>A Unicode scalar value, <see cref="Continuation"/>, or a number of <see cref="ClusterTable"/>.</summary>
    public readonly int Symbol;

    public readonly uint Foreground;
    public readonly uint Background;
    public readonly uint Attributes;

    public Cell(int symbol, in Style style)
    {
        Symbol = symbol;
        Foreground = style.Foreground.Value;
        Background = style.Background.Value;
        Attributes = (uint)style.Attributes;
    }

    /// <summary>An empty cell in the terminal's own colours.</summary>
    public static Cell Blank => new(' ', default);

    public Style Style => new(new(Foreground), new(Background), (CellAttributes)Attributes);

    public static bool Same(in Cell a, in Cell b) =>
        a.Symbol == b.Symbol && a.Foreground == b.Foreground && a.Background == b.Background && a.Attributes == b.Attributes;
}

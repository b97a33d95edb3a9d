namespace Toktrack.Tool.Tui.Screen;

/// <summary>How a cell is drawn beside its colours.</summary>
[Flags]
internal enum CellAttributes : uint
{
    None = 0,
    Bold = 1,
    Dim = 2,
    Italic = 4,
    Underline = 8,
    Reverse = 16,
}

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>The block characters that draw an eighth of a cell.</summary>
internal static class Blocks
{
    /// <summary>Blocks that fill a cell from below, none to eight eighths.</summary>
    public const string Rising = " ▁▂▃▄▅▆▇█";
}

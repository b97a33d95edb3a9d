namespace Toktrack.Tool.Tui.Screen;

/// <summary>Colours and attributes of a cell.</summary>
internal readonly record struct Style(Color Foreground, Color Background = default, CellAttributes Attributes = CellAttributes.None)
{
    /// <summary>The terminal's own look.</summary>
    public static Style Plain => default;

    /// <summary>The same, bold.</summary>
    public Style Bold() => this with { Attributes = Attributes | CellAttributes.Bold };

    /// <summary>The same on another background.</summary>
    public Style On(Color background) => this with { Background = background };

    /// <summary>The same with further attributes.</summary>
    public Style With(CellAttributes attributes) => this with { Attributes = Attributes | attributes };
}

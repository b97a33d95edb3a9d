using Toktrack.Tool.Tui.Screen;

namespace Toktrack.Tool.Tui.Theming;

/// <summary>The themes.</summary>
internal static class ThemeCatalog
{
    private static readonly char[] s_squares = ['■', '■', '■', '■', '■'];

    /// <summary>For dark backgrounds.</summary>
    public static Theme Dark { get; } = new()
    {
        Name = "dark",
        Text = Ink(0xD6DAE0),
        Strong = Ink(0xF5F7FA).Bold(),
        Muted = Ink(0x949CA8),
        Faint = Ink(0x434A55),
        Accent = Ink(0x6CB6FF),
        Usage = Ink(0x4FC38A),
        Track = Ink(0x303741),
        Good = Ink(0x57C78A),
        Warning = Ink(0xE0B15C),
        Bad = Ink(0xF0736B),
        Selected = static s => s.On(Color.Rgb(0x263244)),
        Heat = [Ink(0x262C34), Ink(0x1B5238), Ink(0x2A7F54), Ink(0x41B27A), Ink(0x7CE8AE)],
        HeatSymbols = s_squares,
        Series = [Ink(0xDE8560), Ink(0x4FC3B5), Ink(0x6F9DF2), Ink(0xB48BE0), Ink(0xD9B65C), Ink(0xE07FA8)],
    };

    /// <summary>For light backgrounds.</summary>
    public static Theme Light { get; } = new()
    {
        Name = "light",
        Text = Ink(0x2B313A),
        Strong = Ink(0x0B0E13).Bold(),
        Muted = Ink(0x5C6570),
        Faint = Ink(0xC3CAD3),
        Accent = Ink(0x0A66C8),
        Usage = Ink(0x2B9A63),
        Track = Ink(0xD9DEE5),
        Good = Ink(0x17703F),
        Warning = Ink(0x855900),
        Bad = Ink(0xB92F27),
        Selected = static s => s.On(Color.Rgb(0xE0ECFA)),
        Heat = [Ink(0xE1E5EA), Ink(0x97D6B1), Ink(0x57B783), Ink(0x2B9A63), Ink(0x0F6B40)],
        HeatSymbols = s_squares,
        Series = [Ink(0xAD4A24), Ink(0x0D7068), Ink(0x3060C4), Ink(0x7848B8), Ink(0x805C00), Ink(0xA93A6E)],
    };

    /// <summary>Without colours: bold, dim and reverse, and shapes instead of shades.</summary>
    public static Theme Plain { get; } = new()
    {
        Name = "no colour",
        IsPlain = true,
        Strong = Style.Plain.Bold(),
        Faint = Style.Plain.With(CellAttributes.Dim),
        Accent = Style.Plain.Bold(),
        Track = Style.Plain.With(CellAttributes.Dim),
        Warning = Style.Plain.Bold(),
        Bad = Style.Plain.Bold(),
        Selected = static s => s.With(CellAttributes.Reverse),
        Heat = [Style.Plain.With(CellAttributes.Dim), default, default, default, default],
        HeatSymbols = ['·', '░', '▒', '▓', '█'],
        Series = [],
    };

    /// <summary>All, in the order the theme key goes through them.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Dark, Light, Plain];

    private static Style Ink(uint rgb) => new(Color.Rgb(rgb));
}

namespace Toktrack.Tool.Tui.Screen;

/// <summary>How many colours the terminal shows.</summary>
internal enum ColorDepth
{
    /// <summary>None: attributes only.</summary>
    None,

    /// <summary>The sixteen of ANSI.</summary>
    Ansi16,

    /// <summary>The 256 of xterm.</summary>
    Ansi256,

    /// <summary>24-bit.</summary>
    TrueColor,
}

namespace Toktrack.Tool.Tui.Input;

/// <summary>What a person or the terminal sent.</summary>
internal enum InputKind
{
    /// <summary>A character; see <see cref="InputEvent.Character"/>.</summary>
    Character,

    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Escape,
    Tab,
    BackTab,
    Backspace,
    Delete,
    WheelUp,
    WheelDown,
    Click,

    /// <summary>The terminal's background colour, as asked for; see <see cref="InputEvent.Value"/>.</summary>
    Background,
}

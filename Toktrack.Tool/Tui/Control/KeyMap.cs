using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.Input;

namespace Toktrack.Tool.Tui.Control;

/// <summary>Which key asks for what, outside the filter line.</summary>
internal static class KeyMap
{
    public static UiAction ActionOf(in InputEvent input) => input.Kind switch
    {
        InputKind.Character when input.Pasted => default,
        InputKind.Character when input.Control => OfControl((char)input.Character.Value),
        InputKind.Character when !input.Alt => OfCharacter(input.Character.Value),
        InputKind.Up => new(UiActionKind.Up),
        InputKind.Down => new(UiActionKind.Down),
        InputKind.Left => new(UiActionKind.Left),
        InputKind.Right => new(UiActionKind.Right),
        InputKind.PageUp => new(UiActionKind.PageUp),
        InputKind.PageDown => new(UiActionKind.PageDown),
        InputKind.Home => new(UiActionKind.First),
        InputKind.End => new(UiActionKind.Last),
        InputKind.Enter when !input.Pasted => new(UiActionKind.Open),
        InputKind.Escape or InputKind.Backspace => new(UiActionKind.Back),
        InputKind.Tab => new(UiActionKind.NextTab),
        InputKind.BackTab => new(UiActionKind.PreviousTab),
        InputKind.WheelUp => new(UiActionKind.Scroll, -3),
        InputKind.WheelDown => new(UiActionKind.Scroll, 3),
        _ => default,
    };

    private static UiAction OfControl(char letter) => letter switch
    {
        'c' => new(UiActionKind.Quit),
        'z' => new(UiActionKind.Suspend),
        'l' => new(UiActionKind.Redraw),
        'f' => new(UiActionKind.PageDown),
        'b' => new(UiActionKind.PageUp),
        _ => default,
    };

    private static UiAction OfCharacter(int character) => character switch
    {
        >= '1' and <= '6' => new(UiActionKind.Tab, character - '1'),
        'q' or 'Q' => new(UiActionKind.Quit),
        'j' => new(UiActionKind.Down),
        'k' => new(UiActionKind.Up),
        'h' => new(UiActionKind.Left),
        'l' => new(UiActionKind.Right),
        'g' => new(UiActionKind.First),
        'G' => new(UiActionKind.Last),
        ' ' => new(UiActionKind.PageDown),
        'd' => new(UiActionKind.Period, (int)Period.Day),
        'w' => new(UiActionKind.Period, (int)Period.Week),
        'm' => new(UiActionKind.Period, (int)Period.Month),
        'y' => new(UiActionKind.Period, (int)Period.Year),
        't' => new(UiActionKind.ToggleUnit),
        'c' => new(UiActionKind.Theme),
        's' => new(UiActionKind.Sort),
        'S' => new(UiActionKind.ReverseSort),
        'r' => new(UiActionKind.Refresh),
        '/' => new(UiActionKind.Filter),
        '?' => new(UiActionKind.Help),
        '!' => new(UiActionKind.Diagnostics),
        _ => default,
    };
}

using System.Text;

namespace Toktrack.Tool.Tui.Input;

/// <summary>One key, click, turn of the wheel or answer of the terminal.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Character">The character, for <see cref="InputKind.Character"/>.</param>
/// <param name="Control">Held together with Ctrl.</param>
/// <param name="Alt">Held together with Alt.</param>
/// <param name="X">Column of a click or turn, from 0.</param>
/// <param name="Y">Row of a click or turn, from 0.</param>
/// <param name="Value">0xRRGGBB of a background.</param>
/// <param name="Pasted">Part of a paste: text, never a command.</param>
internal readonly record struct InputEvent(
    InputKind Kind, Rune Character = default, bool Control = false, bool Alt = false, int X = 0, int Y = 0, uint Value = 0, bool Pasted = false);

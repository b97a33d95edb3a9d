namespace Toktrack.Tool.Tui;

/// <summary>What a key or a click asks for.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Value">With what: the number of a tab, a row, a day.</param>
internal readonly record struct UiAction(UiActionKind Kind, int Value = 0);

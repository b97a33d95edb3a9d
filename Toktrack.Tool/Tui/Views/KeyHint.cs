namespace Toktrack.Tool.Tui.Views;

/// <summary>A key and what it does, in a word.</summary>
internal readonly record struct KeyHint(string Key, string Label, UiAction Action);

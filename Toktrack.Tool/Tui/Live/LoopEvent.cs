using Toktrack.Tool.Tui.Input;

namespace Toktrack.Tool.Tui.Live;

/// <summary>Something the screen loop has to react to.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Input">The key, for <see cref="LoopEventKind.Input"/>.</param>
/// <param name="Value">The signal, for <see cref="LoopEventKind.End"/>.</param>
internal readonly record struct LoopEvent(LoopEventKind Kind, InputEvent Input = default, int Value = 0);

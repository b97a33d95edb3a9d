using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>A line of a <see cref="MeterList"/>.</summary>
internal readonly record struct MeterItem(string Name, Figures Figures, Style Style);

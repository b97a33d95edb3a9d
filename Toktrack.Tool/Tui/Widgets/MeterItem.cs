using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>A line of a <see cref="MeterList"/>.</summary>
/// <param name="Name">Its name; untrusted.</param>
/// <param name="Figures">What it stands for.</param>
/// <param name="Style">How its bar looks.</param>
/// <param name="ShortName">The name where there is no room for whole ones; null for none.</param>
internal readonly record struct MeterItem(string Name, Figures Figures, Style Style, string? ShortName = null);

using Toktrack.Tool.Tui.Screen;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>A part of a stacked bar.</summary>
internal readonly record struct BarSegment(decimal Value, Style Style);

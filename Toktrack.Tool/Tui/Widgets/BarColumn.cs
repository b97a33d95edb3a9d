namespace Toktrack.Tool.Tui.Widgets;

/// <summary>One bar of a chart: its parts from below, and its label under the axis (empty for none).</summary>
internal sealed record BarColumn(IReadOnlyList<BarSegment> Segments, string Label, bool Highlighted = false)
{
    public decimal Total { get; } = Segments.Sum(s => s.Value);
}

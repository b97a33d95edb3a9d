namespace Toktrack.Tool.Metrics;

/// <summary>One series of a family at one moment.</summary>
/// <param name="Labels">Its labels, in the order of output; no name twice, no value empty.</param>
/// <param name="Value">Its value, exact.</param>
internal readonly record struct MetricPoint(IReadOnlyList<(MetricLabel Label, string Value)> Labels, decimal Value);

namespace Toktrack.Tool.Metrics;

/// <summary>A metric with all its series.</summary>
/// <param name="Name">The OpenTelemetry name: words with dots between them.</param>
/// <param name="Unit">The unit in UCUM notation: <c>By</c>, <c>s</c>, or a thing in braces.</param>
/// <param name="IsCounter">True for a sum that never falls, false for a gauge.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Points">The series.</param>
internal sealed record MetricFamily(string Name, string Unit, bool IsCounter, string Help, IReadOnlyList<MetricPoint> Points)
{
    /// <summary>True where values have a fraction.</summary>
    public bool IsFractional { get; init; }

    /// <summary>The name in Prometheus, by the rules for OpenTelemetry metrics: underscores, the unit, and <c>_total</c> for a counter.</summary>
    public string PrometheusName =>
        Name.Replace('.', '_') + Unit switch { "By" => "_bytes", "s" => "_seconds", _ => "" } + (IsCounter ? "_total" : "");
}

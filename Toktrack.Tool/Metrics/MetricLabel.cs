namespace Toktrack.Tool.Metrics;

/// <summary>The name of a label in both worlds.</summary>
/// <param name="Prometheus">Short, as queries are typed.</param>
/// <param name="Otel">The semantic conventions' name where there is one.</param>
internal sealed record MetricLabel(string Prometheus, string Otel)
{
    public static MetricLabel Source { get; } = new("source", "toktrack.source");
    public static MetricLabel Model { get; } = new("model", "gen_ai.request.model");
    public static MetricLabel Provider { get; } = new("provider", "gen_ai.provider.name");
    public static MetricLabel Project { get; } = new("project", "toktrack.project");
    public static MetricLabel Kind { get; } = new("kind", "toktrack.kind");
    public static MetricLabel Version { get; } = new("version", "service.version");

    /// <summary>What the model was asked to do. Coding CLIs chat, by the conventions' word for it.</summary>
    public static MetricLabel Operation { get; } = new("operation", "gen_ai.operation.name");

    /// <summary>Text, image or audio: the logs do not say, and the conventions have a word for that as well.</summary>
    public static MetricLabel Modality { get; } = new("modality", "gen_ai.token.modality");
}

namespace Toktrack.Tool.Metrics.Otlp;

/// <summary>Stands in where a build leaves the OpenTelemetry SDK out (<c>ToktrackOtlp=false</c>): the command is the same and says so.</summary>
internal static class OtlpPush
{
    /// <summary>Always fails.</summary>
    /// <exception cref="ToolException">Always.</exception>
    public static void Send(IReadOnlyList<MetricFamily> families, OtlpTarget target, DateTime since, Guid instance, string version) => throw new ToolException(
        "This build leaves the OpenTelemetry SDK out, which would add a seventh to the program's size and a tenth to its start. Install one with it: " +
        "./Toktrack.Tool/install.sh --otlp. Or let the collector scrape 'toktrack metrics --out FILE'.");
}

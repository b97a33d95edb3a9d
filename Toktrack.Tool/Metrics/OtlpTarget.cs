using System.Globalization;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Metrics;

/// <summary>Where OTLP goes, from the command line or the variables of the OpenTelemetry specification; those for metrics come before the general ones.</summary>
/// <param name="Endpoint">The collector; for HTTP the whole address with <c>/v1/metrics</c>.</param>
/// <param name="IsGrpc">gRPC, else HTTP with protobuf.</param>
/// <param name="Headers">As the variable writes them: <c>name=value,name=value</c>; null for none. Secret.</param>
/// <param name="Timeout">How long a request may take.</param>
internal sealed record OtlpTarget(Uri Endpoint, bool IsGrpc, string? Headers, TimeSpan Timeout)
{
    private const int DefaultMilliseconds = 10_000;

    /// <summary>Reads the target.</summary>
    /// <param name="endpoint">The value of <c>--otlp</c>; null to take the variables'.</param>
    /// <param name="protocol">The value of <c>--otlp-protocol</c>; null to take the variables'.</param>
    /// <param name="variable">Gives an environment variable.</param>
    /// <exception cref="UsageException">A value without meaning.</exception>
    public static OtlpTarget Of(string? endpoint, string? protocol, Func<string, string?> variable)
    {
        var isGrpc = OptionReader.ReadWord(
            "--otlp-protocol", protocol ?? Variable("PROTOCOL"), true, [("grpc", true), ("http/protobuf", false), ("http", false)]);
        var signal = variable("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
        // By the specification the endpoint of one signal is taken as it is; a general one gets the signal's path.
        var isWhole = endpoint is null && signal is { Length: > 0 };
        var text = endpoint ?? Variable("ENDPOINT") ?? (isGrpc ? "http://localhost:4317" : "http://localhost:4318");
        if (!text.Contains("://", StringComparison.Ordinal)) text = "http://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            throw new UsageException($"--otlp '{TerminalText.Escape(text)}': expected the address of a collector, such as http://localhost:4317.");
        }

        if (!isGrpc && !isWhole && !uri.AbsolutePath.EndsWith("/v1/metrics", StringComparison.Ordinal))
        {
            uri = new UriBuilder(uri) { Path = uri.AbsolutePath.TrimEnd('/') + "/v1/metrics" }.Uri;
        }

        var patience = Variable("TIMEOUT");
        if (!int.TryParse(patience ?? DefaultMilliseconds.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds == 0)
        {
            throw new UsageException($"OTEL_EXPORTER_OTLP_TIMEOUT '{TerminalText.Escape(patience!)}': expected milliseconds.");
        }

        return new(uri, isGrpc, Variable("HEADERS"), TimeSpan.FromMilliseconds(milliseconds));

        string? Variable(string name) =>
            variable("OTEL_EXPORTER_OTLP_METRICS_" + name) is { Length: > 0 } own ? own : variable("OTEL_EXPORTER_OTLP_" + name) is { Length: > 0 } general ? general : null;
    }
}

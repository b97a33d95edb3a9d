using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Metrics.Otlp;

/// <summary>Sends metrics once, through the OpenTelemetry SDK.</summary>
internal static class OtlpPush
{
    private const string MeterName = "toktrack";

    /// <summary>Sends every family; returns when the collector has taken all of it.</summary>
    /// <param name="families">What to send.</param>
    /// <param name="target">Where to.</param>
    /// <param name="since">When the counters stood at zero, UTC.</param>
    /// <param name="instance">Tells this ledger's counters from those of other machines.</param>
    /// <param name="version">This program's version.</param>
    /// <exception cref="ToolException">The collector was not reached, refused, or took only part.</exception>
    public static void Send(IReadOnlyList<MetricFamily> families, OtlpTarget target, DateTime since, Guid instance, string version)
    {
        using var client = new OtlpHandler(target, since);
        var options = new OtlpExporterOptions
        {
            Endpoint = target.Endpoint,
            Protocol = target.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            TimeoutMilliseconds = (int)target.Timeout.TotalMilliseconds,
            HttpClientFactory = () => new(client, disposeHandler: false) { Timeout = target.Timeout },
        };
        if (target.Headers is { } headers) options.Headers = headers;
        using var meter = new Meter(MeterName, version);
        foreach (var family in families.Where(f => f.Points.Count > 0)) Add(meter, family);
        var limit = families.Max(f => f.Points.Count) + 1;
        var resource = ResourceBuilder.CreateEmpty().AddService(MeterName, serviceVersion: version, serviceInstanceId: instance.ToString()).AddEnvironmentVariableDetector();
        bool taken;
        // Cumulative whatever the environment prefers: a process that lives for one report has no delta to tell.
        using (var provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(MeterName)
            .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = limit }) // by default those beyond 2,000 become one
            .SetMaxMetricStreams(families.Count + 1)
            .AddReader(new BaseExportingMetricReader(new OtlpMetricExporter(options)) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative })
            .Build())
        {
            taken = provider.Shutdown((int)target.Timeout.TotalMilliseconds * 2); // collects and exports, once
        }

        if (taken && client.Failure is null) return;
        throw new ToolException(
            $"The metrics were not sent to {TerminalText.Escape(target.Endpoint.ToString())}: {TerminalText.Escape(client.Failure ?? $"no answer within {target.Timeout.TotalSeconds:0.#} s")}");
    }

    private static void Add(Meter meter, MetricFamily family)
    {
        if (family.IsFractional) Add(meter, family, static value => (double)value);
        else Add(meter, family, static value => (long)value);
    }

    private static void Add<T>(Meter meter, MetricFamily family, Func<decimal, T> convert)
        where T : struct
    {
        if (family.IsCounter) meter.CreateObservableCounter(family.Name, Measure, family.Unit, family.Help);
        else meter.CreateObservableGauge(family.Name, Measure, family.Unit, family.Help);

        IEnumerable<Measurement<T>> Measure() =>
            family.Points.Select(p => new Measurement<T>(convert(p.Value), p.Labels.Select(l => new KeyValuePair<string, object?>(l.Label.Otel, l.Value))));
    }
}

using Toktrack.Scanner.Pipeline;

namespace Toktrack.Tool.Metrics;

/// <summary>The metrics: names, units and meaning, one place for both formats.</summary>
internal static class MetricFamilies
{
    private const string Token = "{token}";

    /// <summary>As Prometheus shows them: tokens in one family whose kinds add up to the total.</summary>
    public static IReadOnlyList<MetricFamily> Prometheus(MetricReadings readings) =>
    [
        new("toktrack.tokens", Token, true, "Tokens by kind; the kinds add up to the total.",
            [.. readings.Series.SelectMany(s => KindsOf(s.Counts).Select(k => new MetricPoint([.. Labels(s.Key), (MetricLabel.Kind, k.Kind)], k.Tokens)))]),
        Counter("toktrack.reasoning_tokens", Token, "The part of the output tokens that was reasoning.", readings, static c => c.Tokens.Reasoning, Labels),
        .. Common(readings, Labels),
    ];

    /// <summary>As OpenTelemetry gets them: tokens by the GenAI conventions, where input includes the cache and parts are metrics of their own.</summary>
    public static IReadOnlyList<MetricFamily> Otlp(MetricReadings readings) =>
    [
        Conventional("input_tokens", "Input tokens, cached ones included.", readings, static c => c.Tokens.Prompt),
        Conventional("output_tokens", "Output tokens, reasoning included.", readings, static c => c.Tokens.Output),
        Conventional("cache_read.input_tokens", "Input tokens read from a cache.", readings, static c => c.Tokens.CacheRead),
        Conventional("cache_write.input_tokens", "Input tokens written to a cache.", readings, static c => c.Tokens.CacheWrite),
        Conventional("reasoning.output_tokens", "Output tokens that were reasoning.", readings, static c => c.Tokens.Reasoning),
        .. Common(readings, static key => [.. Labels(key), (MetricLabel.Provider, ModelProvider.Of(key.Source, key.Model))]),
    ];

    private static IEnumerable<MetricFamily> Common(MetricReadings readings, Func<SeriesKey, IReadOnlyList<(MetricLabel, string)>> labels)
    {
        yield return Counter("toktrack.requests", "{request}", "Responses of a model.", readings, static c => c.Requests, labels);
        yield return Counter("toktrack.web_searches", "{search}", "Web searches that are billed by number.", readings, static c => c.WebSearches, labels);
        yield return Counter("toktrack.cost_usd", "{USD}", "Cost in US dollars, without the tokens whose price is not known.", readings, static c => c.Cost, labels) with { IsFractional = true };
        yield return new("toktrack.unpriced_tokens", Token, false, "Tokens whose price is not known; fewer once a price is.", [.. readings.Unpriced.Select(u => new MetricPoint(labels(u.Key), u.Tokens))]);
        yield return Gauge("toktrack.held_series", "{series}", "Series shown at an earlier, higher value than the ledger's, since a counter must not fall.", readings.Held);
        yield return new("toktrack.diagnostics", "{diagnostic}", true, "Lines and files that were skipped or repaired, as met by runs of this command.",
            [.. Enum.GetValues<DiagnosticKind>().Select(k => new MetricPoint([(MetricLabel.Kind, NameOf(k))], readings.Diagnostics.GetValueOrDefault(k)))]);
        yield return Gauge("toktrack.log_files", "{file}", "Log files found by the last run.", readings.Statistics.Files);
        yield return Gauge("toktrack.read_files", "{file}", "Log files the last run had to read.", readings.Statistics.FilesRead);
        yield return Gauge("toktrack.read", "By", "Bytes the last run had to read.", readings.Statistics.BytesRead);
        yield return Gauge("toktrack.ledger_size", "By", "Size of the ledger.", readings.LedgerBytes);
        yield return Gauge("toktrack.ledger_saved", "{flag}", "1 when the ledger holds everything the last run found, else 0.", readings.IsSaved ? 1 : 0);
        yield return Gauge("toktrack.warnings", "{warning}", "Warnings of the last run.", readings.Warnings);
        yield return Gauge("toktrack.last_run_timestamp", "s", "Time of the last run, in seconds since 1970.", (readings.Time - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond) with { IsFractional = true };
        yield return Gauge("toktrack.last_run_duration", "s", "What the last run took to read what is new.", readings.Statistics.Elapsed.Ticks / (decimal)TimeSpan.TicksPerSecond) with { IsFractional = true };
        yield return new("toktrack.build_info", "{build}", false, "1, with the version of toktrack as label.", [new([(MetricLabel.Version, readings.Version)], 1)]);
    }

    private static MetricFamily Conventional(string name, string help, MetricReadings readings, Func<SeriesCounts, decimal> value) =>
        Counter("gen_ai.client.inference.usage." + name, Token, help, readings, value, static key =>
        [
            .. Labels(key), (MetricLabel.Provider, ModelProvider.Of(key.Source, key.Model)), (MetricLabel.Operation, "chat"), (MetricLabel.Modality, SeriesKey.Unknown),
        ]);

    private static MetricFamily Counter(
        string name, string unit, string help, MetricReadings readings, Func<SeriesCounts, decimal> value, Func<SeriesKey, IReadOnlyList<(MetricLabel, string)>> labels) =>
        new(name, unit, true, help, [.. readings.Series.Select(s => new MetricPoint(labels(s.Key), value(s.Counts)))]);

    private static MetricFamily Gauge(string name, string unit, string help, decimal value) => new(name, unit, false, help, [new([], value)]);

    private static IReadOnlyList<(MetricLabel Label, string Value)> Labels(SeriesKey key) => key.Project is { } project
        ? [(MetricLabel.Source, key.Source), (MetricLabel.Model, key.Model), (MetricLabel.Project, project)]
        : [(MetricLabel.Source, key.Source), (MetricLabel.Model, key.Model)];

    private static IEnumerable<(string Kind, long Tokens)> KindsOf(SeriesCounts counts) =>
    [
        ("input", counts.Tokens.Input), ("output", counts.Tokens.Output), ("cache_write_5m", counts.Tokens.CacheWrite5m),
        ("cache_write_1h", counts.Tokens.CacheWrite1h), ("cache_read", counts.Tokens.CacheRead),
    ];

    // MalformedLine -> malformed_line
    private static string NameOf(DiagnosticKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}

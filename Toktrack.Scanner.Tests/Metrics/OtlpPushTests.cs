using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Scanner.Tests.Query;
using Toktrack.Scanner.Tests.Tool;
using Toktrack.Tool;
using Toktrack.Tool.Metrics;

namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>OTLP as a collector on loopback receives it.</summary>
public sealed class OtlpPushTests : IDisposable
{
    private const string Convention = "gen_ai.client.inference.usage.";

    private readonly OtlpCollector _collector = new();
    private readonly MetricsHome _home = new();

    public static TheoryData<string> Protocols => new("grpc", "http/protobuf");

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Send_OrdinaryUsage_EqualsTheReportSeriesBySeries(string protocol)
    {
        Send(protocol, SampleLedger.Ordinary);
        var points = _collector.Points;
        var rows = new UsageQuery { By = Grouping.Source, ThenBy = Grouping.Model }.Run(SampleLedger.Ordinary, new FlatPricer()).Rows;
        foreach (var row in rows)
        {
            Value(Convention + "input_tokens").Should().Be(row.Tokens.Prompt);
            Value(Convention + "output_tokens").Should().Be(row.Tokens.Output);
            Value(Convention + "cache_read.input_tokens").Should().Be(row.Tokens.CacheRead);
            Value(Convention + "cache_write.input_tokens").Should().Be(row.Tokens.CacheWrite);
            Value(Convention + "reasoning.output_tokens").Should().Be(row.Tokens.Reasoning);
            Value("toktrack.requests").Should().Be(row.Requests);
            Value("toktrack.cost_usd").Should().Be((decimal)(double)row.Cost);
            if (row.UnpricedTokens > 0) Value("toktrack.unpriced_tokens").Should().Be(row.UnpricedTokens);

            decimal Value(string name) => points.Single(p => p.Name == name && p.Label("toktrack.source") == row.Name && p.Label("gen_ai.request.model") == row.SecondName).Value;
        }

        points.Count(p => p.Name == Convention + "input_tokens").Should().Be(rows.Count);
        points.Where(p => p.Name.StartsWith(Convention, StringComparison.Ordinal)).Should().OnlyContain(p =>
            p.IsCounter && p.Unit == "{token}" && p.Label("gen_ai.operation.name") == "chat" && p.Label("gen_ai.token.modality") == "unknown" && p.Label("gen_ai.provider.name").Length > 0);
        points.Where(p => p.IsCounter).Should().OnlyContain(p => p.Temporality == 2, "cumulative");
        points.Select(p => (p.Label("toktrack.source"), p.Label("gen_ai.provider.name"))).Should().Contain(("claude-code", "anthropic")).And.Contain(("codex", "openai")).And.Contain(("gemini", "gcp.gen_ai"));
        points[0].Resource["service.name"].Should().Be("toktrack");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Send_SeveralRuns_CountFromOneStartAsOneInstance(string protocol)
    {
        Send(protocol, SampleLedger.Ordinary);
        var first = _collector.Points;
        Send(protocol, new SlotList().Add("2020-01-01T00:00:00Z", 5).Snapshot);
        var second = _collector.Points;
        var earliest = (ulong)(new DateTime(2026, 2, 27, 9, 1, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks * 100;
        first.Concat(second).Where(p => p.IsCounter).Should().OnlyContain(p => p.Start == earliest && p.Time > p.Start, "else a backend counts everything once more");
        second[0].Resource["service.instance.id"].Should().Be(first[0].Resource["service.instance.id"]).And.HaveLength(36);
        _collector.Requests.Should().HaveCount(2, "a run sends once");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Send_MoreSeriesThanTheSdkKeepsByDefault_LosesNone(string protocol)
    {
        var list = new SlotList();
        for (var i = 0; i < 2_500; i++) list.Add("2026-03-01T10:00:00Z", i + 1, model: "m" + i);
        Send(protocol, list.Snapshot);
        var input = _collector.Points.Where(p => p.Name == Convention + "input_tokens").ToList();
        input.Should().HaveCount(2_500);
        input.Sum(p => p.Value).Should().Be(2_500 * 2_501 / 2);
        input.Should().OnlyContain(p => p.Label("gen_ai.request.model") == "m" + (p.Value - 1));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Send_HostileNames_Arrive(string protocol)
    {
        Send(protocol, SampleLedger.Hostile, "--by", "project");
        _collector.Points.Where(p => p.Name == "toktrack.requests").Select(p => p.Label("toktrack.project")).Should().OnlyHaveUniqueItems().And.HaveCount(HostileNames.Shown.Count);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Send_HeadersOfTheEnvironment_AreSent(string protocol)
    {
        _home.Variables["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer%20secret,x-team=a";
        Send(protocol, SampleLedger.Ordinary);
        _collector.Requests[^1].Headers.Should().Contain("authorization", "Bearer secret").And.Contain("x-team", "a");
        _home.Variables["OTEL_EXPORTER_OTLP_METRICS_HEADERS"] = "x-team=b";
        Send(protocol, SampleLedger.Ordinary);
        _collector.Requests[^1].Headers.Should().Contain("x-team", "b").And.NotContainKey("authorization");
    }

    [Fact]
    public void Send_EndpointAndProtocolOfTheEnvironment_AreTaken()
    {
        _home.Variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        _home.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.AddressOf("http/protobuf") + "/base/";
        _home.Tool(SampleLedger.Ordinary).Output("metrics", "--otlp").Should().BeEmpty();
        _collector.Requests[^1].Path.Should().Be("/base/v1/metrics");
        _home.Variables["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = _collector.AddressOf("http/protobuf") + "/as/it/is";
        _home.Tool(SampleLedger.Ordinary).Output("metrics", "--otlp");
        _collector.Requests[^1].Path.Should().Be("/as/it/is");
    }

    [Theory]
    [InlineData("grpc", 503, 0, "HTTP 503")]
    [InlineData("http/protobuf", 401, 0, "HTTP 401")]
    [InlineData("grpc", 200, 7, "gRPC status 7 (not for you)")]
    public void Send_CollectorThatRefuses_SaysWhy(string protocol, int http, int grpc, string reason)
    {
        (_collector.Status, _collector.Grpc) = (http, (grpc, "not for you"));
        _home.Variables["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=secret";
        Failure(protocol, _collector.AddressOf(protocol)).Should().Contain(reason).And.NotContain("secret");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Send_CollectorThatTakesOnlyPart_IsAFailure(string protocol)
    {
        // partial_success { rejected_data_points: 3, error_message: "full" }
        _collector.Answer = [0x0A, 0x08, 0x08, 0x03, 0x12, 0x04, (byte)'f', (byte)'u', (byte)'l', (byte)'l'];
        Failure(protocol, _collector.AddressOf(protocol)).Should().Contain("rejected 3 points: full");
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Send_NobodyListening_SaysSo(string protocol) =>
        Failure(protocol, "http://127.0.0.1:1").Should().Contain("http://127.0.0.1:1").And.Contain("refused");

    [Fact]
    public void SetStart_TextOfAnotherShape_IsLeftAlone()
    {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            if (i % 2 == 0 && bytes.Length > 2) (bytes[0], bytes[1]) = (0x0A, (byte)(bytes.Length - 2));
            var length = bytes.Length;
            Toktrack.Tool.Metrics.Otlp.OtlpMessages.SetStart(bytes, 1);
            Toktrack.Tool.Metrics.Otlp.OtlpMessages.Rejected(bytes);
            bytes.Should().HaveCount(length);
        }
    }

    [Theory]
    [InlineData("codex", "anything", "openai")]
    [InlineData("opencode", "claude-sonnet-4-5", "anthropic")]
    [InlineData("opencode", "kimi-k2", "moonshot_ai")]
    [InlineData("opencode", "local-70b", "opencode")]
    public void Of_SourceAndModel_GivesTheConventionsName(string source, string model, string provider) => ModelProvider.Of(source, model).Should().Be(provider);

    public void Dispose()
    {
        _collector.Dispose();
        _home.Dispose();
    }

    private void Send(string protocol, UsageSnapshot usage, params string[] args) =>
        _home.Tool(usage).Output(["metrics", "--otlp", _collector.AddressOf(protocol), "--otlp-protocol", protocol, .. args]).Should().BeEmpty();

    private string Failure(string protocol, string address)
    {
        var (code, output, error) = _home.Tool(SampleLedger.Ordinary).Run("metrics", "--otlp", address, "--otlp-protocol", protocol);
        (code, output).Should().Be((ExitCodes.Failure, ""));
        return error;
    }
}

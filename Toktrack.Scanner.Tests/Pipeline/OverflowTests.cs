using Toktrack.Scanner.History;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Pipeline;

/// <summary>Numbers at the edges: read exactly, refused with a diagnostic, or kept at the largest; never wrapped, never negative.</summary>
public sealed class OverflowTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    [Theory]
    [InlineData("2147483647", 2147483647, false)]
    [InlineData("2147483648", 2147483648, false)]
    [InlineData("9007199254740993", 9007199254740993, false)]
    [InlineData("9223372036854775807", 9223372036854775807, false)]
    [InlineData("9223372036854775808", 0, true)]
    [InlineData("18446744073709551616", 0, true)]
    [InlineData("1000000000000000000000000000000", 0, true)]
    [InlineData("-1", 0, true)]
    [InlineData("-9223372036854775808", 0, true)]
    [InlineData("1e3", 0, true)]
    [InlineData("1.0", 0, true)]
    [InlineData("null", 0, true)]
    [InlineData("\"7\"", 0, true)]
    [InlineData("true", 0, true)]
    [InlineData("-0", 0, false)]
    public void Run_CountAtTheEdge_IsExactOrRefused(string text, long value, bool refused)
    {
        _home.Write("projects/p/x.jsonl", ClaudeLine.File(ClaudeLine.Text("a", moreUsage: $"\"cache_read_input_tokens\":{text},")));
        var outcome = Run();
        var slot = outcome.Snapshot.Slots.Should().ContainSingle().Subject;
        slot.Tokens.CacheRead.Should().Be(value);
        slot.Tokens.Output.Should().Be(5, "the record still counts for the rest");
        outcome.Diagnostics.Count(DiagnosticKind.BadCount).Should().Be(refused ? 1 : 0);
    }

    [Fact]
    public void Run_SumsBeyondTheLargestNumber_StayThere()
    {
        const string Most = "9223372036854775807";
        _home.Write("projects/p/x.jsonl", ClaudeLine.File([.. Enumerable.Range(0, 20).Select(i => ClaudeLine.Text(
            "m" + i, long.MaxValue, more: "\"costUSD\":1000000000,",
            moreUsage: $"\"cache_creation\":{{\"ephemeral_5m_input_tokens\":{Most},\"ephemeral_1h_input_tokens\":{Most}}},\"server_tool_use\":{{\"web_search_requests\":{Most}}},\"cache_read_input_tokens\":{Most},"))]));
        var outcome = Run();
        var slot = outcome.Snapshot.Slots.Should().ContainSingle().Subject;
        slot.Requests.Should().Be(20);
        slot.Tokens.Output.Should().Be(long.MaxValue);
        slot.Tokens.CacheRead.Should().Be(long.MaxValue);
        slot.Tokens.CacheWrite.Should().Be(long.MaxValue);
        slot.Tokens.Prompt.Should().Be(long.MaxValue);
        slot.Tokens.Total.Should().Be(long.MaxValue);
        slot.Tokens.Input.Should().Be(60);
        slot.WebSearches.Should().Be(int.MaxValue);
        slot.ReportedCost.Should().Be(long.MaxValue);
        var said = outcome.Diagnostics.Samples.Should().ContainSingle(d => d.Kind == DiagnosticKind.Saturated).Subject;
        said.Detail.Should().Contain("9223372036854775807").And.Contain("2026-01-24 16:15").And.Contain("claude-opus-4-5");
    }

    [Theory]
    [InlineData(long.MaxValue, 1, true)]
    [InlineData(long.MaxValue - 6, 1, false)]
    [InlineData(long.MaxValue / 2, 2, false)]
    [InlineData(long.MaxValue / 2, 3, true)]
    public void Run_WithAndWithoutLedger_ReportsASumThatIsFullOnce(long output, int responses, bool full)
    {
        // Different days: no slot is full, only their sum.
        _home.Write("projects/p/x.jsonl", ClaudeLine.File([.. Enumerable.Range(0, responses).Select(i => ClaudeLine.Text("m" + i, output - (full ? 0 : 3), time: $"2026-01-0{i + 1}T00:00:00Z"))]));
        var environment = Scans.Environment(_home.Combine("nowhere"), ("CLAUDE_CONFIG_DIR", _home.Path), ("TOKTRACK_HOME", _home.Combine("ledger")));
        Run().Diagnostics.Count(DiagnosticKind.Saturated).Should().Be(full ? 1 : 0);
        for (var run = 0; run < 2; run++)
        {
            HistoryRun.Run(SourceCatalog.All, environment, HistoryHome.Of(environment)).Scan.Diagnostics.Count(DiagnosticKind.Saturated).Should().Be(full ? 1 : 0);
        }
    }

    [Fact]
    public void Run_OneNanoDollarAtATime_SumsWithoutDrift()
    {
        _home.Write("projects/p/x.jsonl", ClaudeLine.File([.. Enumerable.Range(0, 10_000).Select(i => ClaudeLine.Text("m" + i, more: "\"costUSD\":0.1,"))]));
        Run().Snapshot.Slots.Sum(s => s.ReportedCost).Should().Be(1_000_000_000_000);
    }

    public void Dispose() => _home.Dispose();

    private ScanOutcome Run() => Scans.Run(Scans.Environment(_home.Combine("nowhere"), ("CLAUDE_CONFIG_DIR", _home.Path)), new ScanOptions());
}

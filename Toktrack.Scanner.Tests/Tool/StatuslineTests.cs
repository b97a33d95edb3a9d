using Toktrack.Tool;
using Toktrack.Tool.Rendering;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class StatuslineTests
{
    private const string Full = """
        {"session_id":"b2d7-today","transcript_path":"/nowhere/b2d7-today.jsonl","cwd":"/x","model":{"id":"claude-opus-4-6","display_name":"Opus 4.6"},
         "cost":{"total_cost_usd":1.234,"total_duration_ms":1},"context_window":{"context_window_size":200000,"current_usage":{"input_tokens":10000,"cache_creation_input_tokens":20000,"cache_read_input_tokens":54000}}}
        """;

    [Fact]
    public void Statusline_ForAFullInput_ShowsEverything() =>
        Line(Full).Should().Be("Opus 4.6 | $1.23 session | $0.32* today | $0.32 block, 1h 40m left | 42% context");

    [Fact]
    public void Statusline_WithoutACostOfItsOwn_TakesTheLedgers() =>
        Line("{\"session_id\":\"b2d7-today\",\"model\":{\"id\":\"claude-opus-4-6\"}}").Should().StartWith("claude-opus-4-6 | $0.32 session | ");

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"model\":5,\"cost\":\"x\",\"context_window\":[],\"session_id\":{}}")]
    [InlineData("{\"cost\":{\"total_cost_usd\":-5},\"context_window\":{\"context_window_size\":0,\"used_percentage\":-1}}")]
    [InlineData("{\"cost\":{\"total_cost_usd\":1e999},\"model\":{\"display_name\":\"\\ud800\"}}")]
    public void Statusline_ForGarbage_StillShowsToday(string input) => Line(input).Should().Be("$0.32* today | $0.32 block, 1h 40m left");

    [Fact]
    public void Statusline_WithAConfigurationThatIsNone_StillShowsToday()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("config.json", "{ broken");

        Line("{}", "--config", config).Should().Be("$0.32* today | $0.32 block, 1h 40m left");
    }

    [Fact]
    public void Statusline_WithHostileNames_IsOneSafeLine()
    {
        foreach (var name in HostileNames.All().Where(n => n.Length < 4000))
        {
            var input = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { ["session_id"] = name, ["model"] = new Dictionary<string, string> { ["display_name"] = name } });
            var (code, output, error) = new ToolRun { Input = input, Snapshot = SampleLedger.Ordinary }.Run("statusline");
            code.Should().Be(0);
            error.Should().BeEmpty();
            output.Count(c => c == '\n').Should().Be(1);
            TableCheck.IsSafeAndAligned(output, 2000);
        }
    }

    [Fact]
    public void Statusline_WithATemplate_FillsItsNames()
    {
        Line(Full, "--template", "[{model}] {today}/{month} {nothing} {tokens}").Should().Be("[Opus 4.6] $0.32*/$63.99* {nothing} 423K");
        Line("{}", "--template", "{model} | {session} | x").Should().Be("x");
        Line("{}", "--template", "{model}").Should().Be("toktrack");
        StatuslineTemplate.Fill("a { b {today", new Dictionary<string, string>()).Should().Be("a { b {today");
    }

    [Fact]
    public void Statusline_WithoutALedger_ShowsWhatItWasTold()
    {
        var run = new ToolRun { Input = Full, Loader = new Failing() };
        run.Output("statusline").Should().Be("Opus 4.6 | $1.23 session | 42% context\n");
    }

    private static string Line(string input, params string[] more)
    {
        var (code, output, error) = new ToolRun { Snapshot = SampleLedger.Ordinary, Input = input }.Run(["statusline", "--timezone", "UTC", .. more]);
        error.Should().BeEmpty();
        code.Should().Be(ExitCodes.Success);
        return output.TrimEnd('\n');
    }

    private sealed class Failing : Toktrack.Tool.Usage.IUsageLoader
    {
        public Toktrack.Tool.Usage.LoadedUsage Load(ToolContext context, Toktrack.Tool.Usage.UsageRequest request, CancellationToken cancellation) => throw new IOException("gone");
    }
}

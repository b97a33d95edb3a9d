using System.Globalization;
using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Query;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class JsonOutputTests
{
    private static readonly string[] s_reports = ["daily", "weekly", "monthly", "yearly", "hourly", "sessions", "session", "projects", "models", "branches", "sources"];

    public static TheoryData<string, string> Documents
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var report in s_reports)
            {
                foreach (var more in new[] { "", "--by project", "--by model", "--by session", "--by source", "--by branch", "--no-cost", "--breakdown", "--source codex", "--since 2030-01-01", "--cost reported", "--merge-worktrees --top 1" })
                {
                    data.Add("report", $"{report} --json {more}");
                }
            }

            foreach (var more in new[] { "", "--active", "--recent", "--token-limit max", "--token-limit 1000 --active", "--session-length 1.5", "--source *", "--no-cost", "--since 2030-01-01" }) data.Add("blocks", "blocks --json " + more);
            foreach (var more in new[] { "", "--no-cost", "--since 2030-01-01" }) data.Add("stats", "stats --json " + more);
            foreach (var more in new[] { "", "--no-cost", "--since 2030-01-01", "--top 2" }) data.Add("overview", "overview --json " + more);
            data.Add("overview", "--json");
            foreach (var more in new[] { "", "--period month --by project", "--period all --strict", "--period session", "--period block", "--max-tokens 5 --by model --period year" }) data.Add("check", "check --json --max-usd 1 " + more);
            data.Add("doctor", "doctor --json");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Json_OfEveryCommand_IsValidByItsSchema(string schema, string command)
    {
        foreach (var snapshot in new[] { SampleLedger.Ordinary, SampleLedger.Hostile, UsageSnapshot.Empty })
        {
            var (_, output, error) = new ToolRun { Snapshot = snapshot }.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--timezone", "Asia/Kathmandu"]);
            error.Should().BeEmpty();
            new JsonSchema(schema).Validate(output).Should().BeEmpty();
            output.Should().EndWith("}\n").And.NotContain("\r");
        }
    }

    [Fact]
    public void JsonSchema_ForAWrongDocument_SaysWhatIsWrong()
    {
        var good = new ToolRun { Snapshot = SampleLedger.Ordinary }.Output("daily", "--json");
        var schema = new JsonSchema("report");
        schema.Validate(good.Replace("\"requests\": 2", "\"requests\": -2")).Should().NotBeEmpty();
        schema.Validate(good.Replace("\"requests\": 2", "\"requests\": 2.5")).Should().NotBeEmpty();
        schema.Validate(good.Replace("\"totals\"", "\"total\"")).Should().NotBeEmpty();
        schema.Validate(good.Replace("\"date\": \"2026-03-15\"", "\"date\": \"15.3.2026\"")).Should().NotBeEmpty();
        schema.Validate("{\"daily\":[],\"weekly\":[],\"totals\":{},\"meta\":{}}").Should().NotBeEmpty();
    }

    [Fact]
    public void Json_OfDaily_IsAsApproved() =>
        Approved.Check("daily-json", new ToolRun { Snapshot = SampleLedger.Ordinary }.Output("daily", "--json", "--timezone", "UTC"));

    // What scripts written for ccusage read, as in its documentation and its issues.
    [Fact]
    public void Json_ReadAsCcusage_GivesTheSameFigures()
    {
        var run = new ToolRun { Snapshot = SampleLedger.Ordinary };
        var daily = Parse(run.Output("daily", "--json", "--timezone", "UTC", "--order", "asc"));
        daily.GetProperty("daily").EnumerateArray().Select(d => d.GetProperty("date").GetString()).Should().BeInAscendingOrder().And.HaveCount(5);
        daily.GetProperty("daily").EnumerateArray().Sum(d => d.GetProperty("totalCost").GetDecimal()).Should().Be(daily.GetProperty("totals").GetProperty("totalCost").GetDecimal());
        foreach (var d in daily.GetProperty("daily").EnumerateArray())
        {
            d.GetProperty("totalTokens").GetInt64().Should().Be(new[] { "inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens" }.Sum(k => d.GetProperty(k).GetInt64()));
            d.GetProperty("modelBreakdowns").EnumerateArray().Sum(b => b.GetProperty("cost").GetDecimal()).Should().Be(d.GetProperty("totalCost").GetDecimal());
            d.GetProperty("modelsUsed").EnumerateArray().Select(m => m.GetString()).Should().BeEquivalentTo(d.GetProperty("modelBreakdowns").EnumerateArray().Select(b => b.GetProperty("modelName").GetString()));
        }

        var monthly = Parse(run.Output("monthly", "--json", "--timezone", "UTC"));
        monthly.GetProperty("monthly").EnumerateArray().Select(m => m.GetProperty("month").GetString()).Should().Equal("2026-02", "2026-03");
        var sessions = Parse(run.Output("session", "--json")).GetProperty("sessions").EnumerateArray().ToList();
        sessions.Should().HaveCount(6).And.OnlyContain(s => s.GetProperty("sessionId").GetString()!.Length > 0 && s.GetProperty("projectPath").ValueKind == JsonValueKind.String);
        sessions.Select(s => DateTimeOffset.Parse(s.GetProperty("lastActivity").GetString()!, CultureInfo.InvariantCulture)).Should().BeInDescendingOrder();
        var active = Parse(run.Output("blocks", "--json", "--active")).GetProperty("blocks").EnumerateArray().Single(b => b.GetProperty("isActive").GetBoolean());
        active.GetProperty("costUSD").GetDecimal().Should().BeGreaterThan(0);
        active.GetProperty("tokenCounts").GetProperty("cacheReadInputTokens").GetInt64().Should().Be(400_000);
        active.GetProperty("id").GetString().Should().Be("2026-03-15T07:00:00.000Z").And.Be(active.GetProperty("startTime").GetString());
    }

    [Theory]
    [InlineData("daily")]
    [InlineData("projects")]
    [InlineData("sessions")]
    [InlineData("models")]
    public void Json_OfHostileNames_RoundTripsAndHoldsNothingThatActs(string report)
    {
        var names = HostileNames.All().Where(n => n.Length < 10_000).Distinct().ToList();
        var list = new SlotList();
        foreach (var name in names) list.Add("2026-03-01T12:00:00Z", 10, model: name, project: name, session: name, branch: name);
        var output = new ToolRun { Snapshot = list.Snapshot }.Output(report, "--json");
        foreach (var rune in output.EnumerateRunes())
        {
            (rune.Value != '\n' && Toktrack.Tool.Terminal.TerminalText.IsUnsafe(rune)).Should().BeFalse($"U+{rune.Value:X4}");
        }

        var found = Parse(output).GetProperty(report).EnumerateArray().SelectMany(r => r.GetProperty("modelsUsed").EnumerateArray()).Select(m => m.GetString()).ToHashSet();
        found.Should().BeEquivalentTo(names.Select(n => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(n))).ToHashSet());
    }

    [Fact]
    public void Json_OfTinyAndHugeCosts_IsAPlainDecimal()
    {
        var run = new ToolRun { Snapshot = new SlotList().Add("2026-03-01T00:00:00Z", read: 1).Add("2026-03-02T00:00:00Z", reported: 9_000_000_000m, input: 1).Add("2026-03-03T00:00:00Z", input: long.MaxValue - 5).Snapshot };
        var output = run.Output("daily", "--json", "--timezone", "UTC");
        output.Should().Contain("\"totalCost\": 0.0000005,").And.Contain("\"totalCost\": 9000000000,").And.NotContain("E+").And.NotContain("E-");
        Parse(output).GetProperty("totals").GetProperty("totalTokens").GetInt64().Should().Be(long.MaxValue - 3);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}

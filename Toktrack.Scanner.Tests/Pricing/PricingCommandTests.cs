using System.Diagnostics.Tracing;
using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool;
using Toktrack.Tool.Commands;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Pricing;

public sealed class PricingCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IReadOnlyList<string>> _started = [];
    private DateTimeOffset _now = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Explain_RandomLedgers_AddsUpToTheReportExactly()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var snapshot = RandomSnapshot(seed);
            var calculator = new CostCalculator(PriceBook.Embedded());
            foreach (var mode in Enum.GetValues<CostMode>())
            {
                foreach (var query in new UsageQuery[]
                {
                    new() { Cost = mode },
                    new() { Cost = mode, Since = new(2026, 3, 1), Until = new(2026, 6, 30), Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu") },
                    new() { Cost = mode, Filter = new() { Models = ["gpt-*"] } },
                })
                {
                    var report = query.Run(snapshot, calculator).Totals;
                    var explanation = CostExplanation.Of(query.SlotsOf(snapshot), snapshot.Names, calculator, mode);

                    explanation.Total.Should().Be(report.Cost, $"seed {seed}");
                    explanation.UnpricedTokens.Should().Be(report.UnpricedTokens, $"seed {seed}");
                    explanation.Factors.Sum(f => f.Usd).Should().Be(report.Cost);
                    foreach (var factor in explanation.Factors.Where(f => f.Period is not null))
                    {
                        factor.Usd.Should().Be(factor.Count * factor.UnitPrice / (factor.Kind == FactorKind.WebSearch ? 1000 : 1_000_000));
                    }
                }
            }
        }
    }

    [SharedFact]
    public void Explain_EveryDayOfTheLogs_AddsUpToTheReportExactly()
    {
        using var home = new Sources.LogHome();
        foreach (var cli in new[] { "claude", "codex", "gemini", "opencode" }) home.AddShared(cli);
        var snapshot = home.Scan().Snapshot;
        using var report = JsonDocument.Parse(Run(snapshot, "daily", "--json", "--timezone", "UTC"));
        var days = report.RootElement.GetProperty("daily").EnumerateArray().ToArray();

        days.Should().HaveCountGreaterThan(20);
        foreach (var day in days)
        {
            using var explained = JsonDocument.Parse(Run(snapshot, "explain", day.GetProperty("date").GetString()!, "--json", "--timezone", "UTC"));
            var explain = explained.RootElement.GetProperty("explain");
            var cost = day.GetProperty("totalCost").GetDecimal();

            explain.GetProperty("totalCost").GetDecimal().Should().Be(cost);
            explain.GetProperty("factors").EnumerateArray().Sum(f => f.GetProperty("cost").GetDecimal()).Should().Be(cost);
            explain.GetProperty("unpricedTokens").GetInt64().Should().Be(0);
            cost.Should().BePositive();
        }
    }

    [Fact]
    public void Explain_Day_ShowsEveryProduct()
    {
        var names = new NameTable();
        var slot = PricedCases.Slot("2026-02-10", "i1000 o1000 h300 s2 fast", names.Intern(NameKind.Model, "claude-opus-4-6"));
        slot.Source = SourceId.ClaudeCode;

        var text = Run(new UsageSnapshot([slot], names), "explain", "2026-02-10", "--timezone", "UTC", "--width", "120");

        text.Should().Contain("$30.00/M").And.Contain("$0.018").And.Contain("$10.00/k").And.Contain("$0.218").And.Contain("genai-prices");
    }

    [Theory]
    [InlineData("sess-12345", "session")]
    [InlineData("sess-1", "session")]
    [InlineData("gpt-5.5", "model")]
    [InlineData("GPT-*", "model")]
    [InlineData("20260210", "day")]
    public void Explain_Target_IsFoundOut(string target, string kind)
    {
        var names = new NameTable();
        var slot = PricedCases.Slot("2026-02-10", "i1000", names.Intern(NameKind.Model, "gpt-5.5"));
        slot.Session = names.Intern(NameKind.Session, "sess-12345");
        slot.Source = SourceId.Codex;

        using var json = JsonDocument.Parse(Run(new UsageSnapshot([slot], names), "explain", target, "--json", "--timezone", "UTC"));

        json.RootElement.GetProperty("explain").GetProperty("kind").GetString().Should().Be(kind);
        json.RootElement.GetProperty("explain").GetProperty("totalCost").GetDecimal().Should().Be(0.005m);
    }

    [Fact]
    public void Explain_NothingOfThatName_IsWrongUsageWithASuggestion()
    {
        var names = new NameTable();
        var slot = PricedCases.Slot("2026-02-10", "i1000", names.Intern(NameKind.Model, "gpt-5.5"));

        var (code, _, error) = RunAll(new UsageSnapshot([slot], names), "explain", "gpt-55");

        code.Should().Be(ExitCodes.WrongUsage);
        error.Should().Contain("Did you mean 'gpt-5.5'?");
    }

    [Fact]
    public void Config_InitThenShow_IsValidAndNeverOverwritten()
    {
        Run(UsageSnapshot.Empty, "config", "path").Should().Be(_folder.Combine("tt", "config.json") + "\n");
        Run(UsageSnapshot.Empty, "config", "init").Should().Contain("config.schema.json");
        RunAll(UsageSnapshot.Empty, "config", "show").Error.Should().EndWith("is valid.\n");
        _folder.Write("tt/config.json", "{ \"defaults\": { \"compact\": true } }");

        var (code, _, error) = RunAll(UsageSnapshot.Empty, "config", "init");

        code.Should().Be(ExitCodes.Failure);
        error.Should().Contain("exists already");
        Run(UsageSnapshot.Empty, "config", "show").Should().Be("{ \"defaults\": { \"compact\": true } }\n");
    }

    [Fact]
    public void Configuration_Wrong_NamesFileKeyAndWhatIsAccepted()
    {
        var file = _folder.Write("tt/config.json", "{ \"defaults\": { \"cost\": \"free\" } }");

        var (code, output, error) = RunAll(UsageSnapshot.Empty, "daily");

        (code, output).Should().Be((ExitCodes.WrongUsage, ""));
        error.Should().Contain(file).And.Contain("defaults.cost").And.Contain("auto, calculate, reported");
    }

    [Fact]
    public void Configuration_Given_MustExist() =>
        RunAll(UsageSnapshot.Empty, "daily", "--config", _folder.Combine("none.json")).Should().Match<(int Code, string, string Error)>(r => r.Code == ExitCodes.WrongUsage && r.Error.Contains("none.json"));

    [Fact]
    public void Configuration_Prices_ChangeTheReport()
    {
        var names = new NameTable();
        var snapshot = new UsageSnapshot([PricedCases.Slot("2026-02-10", "i1000000", names.Intern(NameKind.Model, "house"))], names);
        Total().Should().Be(0);
        _folder.Write("tt/config.json", "{ \"pricing\": { \"models\": { \"house\": { \"input\": 2, \"output\": 3 } } } }");
        Total().Should().Be(2);

        decimal Total()
        {
            using var json = JsonDocument.Parse(Run(snapshot, "daily", "--json"));
            return json.RootElement.GetProperty("totals").GetProperty("totalCost").GetDecimal();
        }
    }

    [Fact]
    public void Configuration_CheckBudgets_HoldWithoutOptions()
    {
        var names = new NameTable();
        var snapshot = new UsageSnapshot([PricedCases.Slot("2026-11-22", "i100000", names.Intern(NameKind.Model, "claude-opus-4-5"))], names);
        _folder.Write("tt/config.json", "{ \"check\": { \"maxUsd\": { \"day\": 0.49, \"month\": 1 } } }");

        RunAll(snapshot, "check", "--timezone", "UTC").Code.Should().Be(ExitCodes.BudgetExceeded);
        RunAll(snapshot, "check", "--timezone", "UTC", "--period", "month").Code.Should().Be(ExitCodes.Success);
        RunAll(snapshot, "check", "--timezone", "UTC", "--max-usd", "5").Code.Should().Be(ExitCodes.Success);
        RunAll(snapshot, "check", "--timezone", "UTC", "--period", "week").Code.Should().Be(ExitCodes.WrongUsage);
    }

    [Fact]
    public void AutoUpdate_Off_NeverStartsAnything()
    {
        Run(UsageSnapshot.Empty, "daily");
        _started.Should().BeEmpty();
    }

    [Fact]
    public void AutoUpdate_On_StartsOneUpdateAnHourAfterTheReport()
    {
        _folder.Write("tt/config.json", "{ \"pricing\": { \"autoUpdate\": true } }");

        Run(UsageSnapshot.Empty, "daily", "--offline");
        Run(UsageSnapshot.Empty, "config", "path");
        _started.Should().BeEmpty();
        Run(UsageSnapshot.Empty, "daily");
        Run(UsageSnapshot.Empty, "daily");
        _started.Should().ContainSingle().Which.Should().Equal("pricing", "update", "--quiet");
        _now = _now.AddHours(2);
        Run(UsageSnapshot.Empty, "daily");
        _started.Should().HaveCount(2);

        new PriceUpdates { Fetched = _now.UtcDateTime }.Write(_folder.Combine("tt", "pricing.json"));
        _now = _now.AddHours(23);
        Run(UsageSnapshot.Empty, "daily");
        _started.Should().HaveCount(2);
        _now = _now.AddHours(2);
        Run(UsageSnapshot.Empty, "daily");
        _started.Should().HaveCount(3);
    }

    [Fact]
    public void PricingUpdate_ReportBeforeAndAfter_OlderDaysStay()
    {
        var names = new NameTable();
        var model = names.Intern(NameKind.Model, "gpt-5.5");
        var snapshot = new UsageSnapshot([PricedCases.Slot("2026-11-21", "i100000", model), PricedCases.Slot("2026-11-22", "i100000", model)], names);
        var before = Costs();
        var models = string.Join(',', Enumerable.Range(1, 25).Select(i => $"\"model-{i}\":{{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":2e-6}}"));
        using var server = new LoopbackServer(_ => LoopbackServer.Response("200 OK", $"{{\"gpt-5.5\":{{\"input_cost_per_token\":7e-6,\"output_cost_per_token\":3e-5}},{models}}}"));

        var text = Run(UsageSnapshot.Empty, "pricing", "update", "--url", server.Url);

        text.Should().Contain("gpt-5-5: $5.00 / $30.00 -> $7.00 / $30.00");
        before.Should().Equal(0.5m, 0.5m);
        Costs().Should().Equal(0.5m, 0.7m);
        RunAll(UsageSnapshot.Empty, "pricing", "update", "--url", "http://127.0.0.1:1/").Code.Should().Be(ExitCodes.Failure);
        Costs().Should().Equal(0.5m, 0.7m);

        IEnumerable<decimal> Costs()
        {
            using var json = JsonDocument.Parse(Run(snapshot, "daily", "--json", "--timezone", "UTC"));
            return json.RootElement.GetProperty("daily").EnumerateArray().Select(d => d.GetProperty("totalCost").GetDecimal()).ToArray();
        }
    }

    [Fact]
    public void EveryOtherCommand_UsesNoNetwork()
    {
        using var listener = new NetworkListener();
        string[][] lines =
        [
            ["daily"], ["weekly"], ["monthly"], ["yearly"], ["hourly"], ["sessions"], ["projects"], ["models"], ["branches"], ["sources"], ["blocks"], ["stats"],
            ["check", "--max-usd", "1"], ["report"], ["statusline"], ["doctor"], ["overview"], ["explain", "today"], ["pricing", "show", "gpt-5.5"], ["pricing", "list"],
            ["config", "path"], ["config", "show"], ["config", "init"], [],
        ];
        foreach (var line in lines) RunAll(RandomSnapshot(1), line).Code.Should().BeOneOf([ExitCodes.Success, ExitCodes.BudgetExceeded], string.Join(' ', line));
        listener.Seen.Should().BeEmpty();

        RunAll(UsageSnapshot.Empty, "pricing", "update", "--url", "http://127.0.0.1:1/");
        listener.Seen.Should().NotBeEmpty("this listener must be able to see the network used");
    }

    private string Run(UsageSnapshot snapshot, params string[] args)
    {
        var (code, output, error) = RunAll(snapshot, args);
        code.Should().Be(ExitCodes.Success, error);
        return output;
    }

    private (int Code, string Out, string Error) RunAll(UsageSnapshot snapshot, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var context = new ToolContext
        {
            Out = output,
            Error = error,
            In = () => new MemoryStream("{}"u8.ToArray()),
            Environment = Scans.Environment(_folder.Path, ("TOKTRACK_HOME", _folder.Combine("tt"))),
            Clock = new Clock(_now),
            Loader = new FixedLoader(snapshot),
            StartInBackground = _started.Add,
        };
        return (CommandLine.Run(args, context), output.ToString(), error.ToString());
    }

    private static UsageSnapshot RandomSnapshot(int seed)
    {
        string[] models = ["claude-sonnet-4-5-20250929", "claude-opus-4-6", "gpt-5.5", "gpt-5.6-luna", "gemini-2.5-pro", "nobody-knows"];
        var random = new Random(seed);
        var names = new NameTable();
        var table = new SlotTable();
        for (var i = 0; i < 300; i++)
        {
            var record = new UsageRecord
            {
                Source = SourceId.ClaudeCode,
                Model = names.Intern(NameKind.Model, models[random.Next(models.Length)]),
                Session = names.Intern(NameKind.Session, "session-" + random.Next(9)),
                Time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(60 * 24 * 320)).Ticks,
                ReportedCost = random.Next(8) == 0 ? random.Next(1, int.MaxValue) : 0,
                WebSearches = random.Next(9) == 0 ? 2 : 0,
                Flags = random.Next(7) == 0 ? RecordFlags.Fast : RecordFlags.None,
            };
            record.Tokens.Input = random.Next(300_000);
            record.Tokens.Output = random.Next(9_999);
            record.Tokens.CacheRead = random.Next(300_000);
            record.Tokens.CacheWrite5m = random.Next(3_000);
            record.Tokens.CacheWrite1h = random.Next(3_000);
            table.Add(record);
        }

        return new UsageSnapshot(table.Slots, names);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    // The runtime tells of every socket and name lookup; only this test's own flow of execution counts.
    private sealed class NetworkListener : EventListener
    {
        private static readonly AsyncLocal<NetworkListener?> s_current = new();

        public NetworkListener() => s_current.Value = this;

        public System.Collections.Concurrent.ConcurrentQueue<string> Seen { get; } = new();

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name is "System.Net.Sockets" or "System.Net.Http" or "System.Net.NameResolution" or "System.Net.Security") EnableEvents(source, EventLevel.LogAlways);
        }

        protected override void OnEventWritten(EventWrittenEventArgs e)
        {
            if (ReferenceEquals(s_current.Value, this) && e.EventName?.EndsWith("Start", StringComparison.Ordinal) == true) Seen.Enqueue($"{e.EventSource.Name} {e.EventName}");
        }
    }
}

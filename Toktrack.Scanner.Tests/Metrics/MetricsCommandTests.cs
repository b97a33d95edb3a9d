using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Scanner.Tests.Query;
using Toktrack.Scanner.Tests.Tool;
using Toktrack.Tool;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Metrics;

public sealed class MetricsCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_OrdinaryUsage_EqualsTheReportSeriesBySeries(bool byProject)
    {
        using var home = new MetricsHome();
        var snapshot = SampleLedger.Ordinary;
        var samples = home.Metrics(snapshot, byProject ? ["--by", "project"] : []);
        var table = new UsageQuery { By = Grouping.Source, ThenBy = Grouping.Model, Breakdown = byProject ? Grouping.Project : Grouping.None }.Run(snapshot, new FlatPricer());
        var rows = byProject
            ? table.Rows.SelectMany(r => r.Breakdown.Select(b => (r.Name, r.SecondName, (string?)b.Name, b))).ToList()
            : table.Rows.Select(r => (r.Name, r.SecondName, (string?)null, r)).ToList();
        rows.Should().HaveCountGreaterThan(5);
        foreach (var (source, model, project, row) in rows)
        {
            Value("toktrack_tokens_total", "input").Should().Be(row.Tokens.Input);
            Value("toktrack_tokens_total", "output").Should().Be(row.Tokens.Output);
            Value("toktrack_tokens_total", "cache_write_5m").Should().Be(row.Tokens.CacheWrite5m);
            Value("toktrack_tokens_total", "cache_write_1h").Should().Be(row.Tokens.CacheWrite1h);
            Value("toktrack_tokens_total", "cache_read").Should().Be(row.Tokens.CacheRead);
            Value("toktrack_reasoning_tokens_total").Should().Be(row.Tokens.Reasoning);
            Value("toktrack_requests_total").Should().Be(row.Requests);
            Value("toktrack_web_searches_total").Should().Be(row.WebSearches);
            Value("toktrack_cost_usd_total").Should().Be(row.Cost);
            if (row.UnpricedTokens > 0) Value("toktrack_unpriced_tokens").Should().Be(row.UnpricedTokens);

            decimal Value(string name, string kind = "") => samples.Single(
                s => s.Name == name && s.Label("source") == source && s.Label("model") == model && s.Label("project") == (project ?? "") && s.Label("kind") == kind).Number;
        }

        samples.Where(s => s.Name == "toktrack_tokens_total").Sum(s => s.Number).Should().Be(table.Totals.Tokens.Total);
        samples.Where(s => s.Name == "toktrack_cost_usd_total").Sum(s => s.Number).Should().Be(table.Totals.Cost);
        samples.Where(s => s.Name == "toktrack_unpriced_tokens").Sum(s => s.Number).Should().Be(table.Totals.UnpricedTokens).And.BePositive();
        samples.Single(s => s.Name == "toktrack_held_series").Number.Should().Be(0);
    }

    [Fact]
    public void Run_Filters_ChooseSeriesAndChangeNone()
    {
        using var home = new MetricsHome();
        var all = home.Metrics(SampleLedger.Ordinary).ToDictionary(s => s.Identity, s => s.Value);
        var codex = home.Metrics(SampleLedger.Ordinary, "--source", "codex").Where(s => s.Labels.ContainsKey("source")).ToList();
        codex.Should().NotBeEmpty().And.OnlyContain(s => s.Label("source") == "codex" && all[s.Identity] == s.Value);
        var opus = home.Metrics(SampleLedger.Ordinary, "--model", "claude-opus-4-6").Where(s => s.Labels.ContainsKey("model")).ToList();
        opus.Select(s => s.Label("model")).Distinct().Should().BeEquivalentTo("claude-opus-4-6", "claude-opus-4-6-fast");
        opus.Should().OnlyContain(s => all[s.Identity] == s.Value);
        var split = home.Metrics(SampleLedger.Ordinary, "--by", "project").ToDictionary(s => s.Identity, s => s.Value);
        var shop = home.Metrics(SampleLedger.Ordinary, "--project", "shop").Where(s => s.Labels.ContainsKey("source")).ToList();
        shop.Should().NotBeEmpty().And.OnlyContain(s => s.Label("project") == "/home/ana/work/shop" && split[s.Identity] == s.Value);
    }

    [Fact]
    public void Run_HostileNames_StayWithinTheFormatAndLoseNothing()
    {
        using var home = new MetricsHome();
        var list = new SlotList();
        var day = 0;
        var total = 0L;
        foreach (var name in HostileNames.All())
        {
            list.Add($"2026-01-{1 + (day++ % 28):00}T12:00:00Z", day, 1, model: name, project: "/p/" + name);
            total += day + 1;
        }

        foreach (var args in new[] { Array.Empty<string>(), ["--by", "project"] })
        {
            var samples = home.Metrics(list.Snapshot, args);
            samples.Where(s => s.Name == "toktrack_tokens_total").Sum(s => s.Number).Should().Be(total);
            samples.SelectMany(s => s.Labels.Values).Should().OnlyContain(v => v.Length < 600 && !v.Any(char.IsControl));
        }
    }

    [Fact]
    public void Run_WithoutUsage_IsGoodText()
    {
        using var home = new MetricsHome();
        var samples = home.Metrics(UsageSnapshot.Empty);
        samples.Select(s => s.Name).Should().Contain("toktrack_last_run_timestamp_seconds").And.Contain("toktrack_build_info").And.NotContain("toktrack_tokens_total");
    }

    [Fact]
    public void Run_Diagnostics_AreCountedOverRuns()
    {
        var diagnostics = new ScanDiagnostics();
        diagnostics.Report(DiagnosticKind.MalformedLine, "/x.jsonl", 10, "not JSON");
        using var home = new MetricsHome { Loader = new FixedLoader(UsageSnapshot.Empty, diagnostics) };
        for (var run = 1; run <= 3; run++)
        {
            var samples = home.Metrics(UsageSnapshot.Empty, "--quiet").Where(s => s.Name == "toktrack_diagnostics_total").ToList();
            samples.Should().HaveCount(Enum.GetValues<DiagnosticKind>().Length);
            samples.Single(s => s.Label("kind") == "malformed_line").Number.Should().Be(run);
            samples.Sum(s => s.Number).Should().Be(run);
        }
    }

    [Fact]
    public void Run_UsageThatShrinks_KeepsEverySeriesAndSaysHowManyAreHeld()
    {
        using var home = new MetricsHome();
        var before = home.Metrics(SampleLedger.Ordinary);
        var after = home.Metrics(UsageSnapshot.Empty).ToDictionary(s => s.Identity, s => s.Value);
        foreach (var sample in before.Where(s => s.Name.EndsWith("_total", StringComparison.Ordinal))) after[sample.Identity].Should().Be(sample.Value, sample.Identity);
        decimal.Parse(after.Single(s => s.Key.StartsWith("toktrack_held_series", StringComparison.Ordinal)).Value).Should().BePositive();
        home.Metrics(SampleLedger.Ordinary).Single(s => s.Name == "toktrack_held_series").Number.Should().Be(0);
    }

    [Fact]
    public void Run_PricesCorrectedDownwards_LowerNoCounter()
    {
        using var home = new MetricsHome();
        var snapshot = new SlotList().Add("2026-03-01T10:00:00Z", 1_000_000).Snapshot;
        Cost(1m).Should().Be(1m);
        Cost(0.25m).Should().Be(1m);
        Cost(1.000000000000001m).Should().Be(1.000000000000001m);

        decimal Cost(decimal perMillion)
        {
            using var output = new StringWriter();
            using var given = home.Tool(snapshot).Context(output, TextWriter.Null);
            using var context = new ToolContext { Out = output, Error = TextWriter.Null, In = given.In, Environment = given.Environment, Loader = given.Loader, Pricer = _ => new OnePrice(perMillion) };
            Toktrack.Tool.Commands.CommandLine.Run(["metrics"], context).Should().Be(ExitCodes.Success);
            return PrometheusParser.Parse(output.ToString()).Single(s => s.Name == "toktrack_cost_usd_total").Number;
        }
    }

    [Theory]
    [InlineData("0.0000001", "0.0000001")]
    [InlineData("1.50", "1.5")]
    [InlineData("0", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("24648.6200000000000000000001", "24648.6200000000000000000001")]
    public void Number_Decimal_IsPlainAndExact(string value, string expected) =>
        Toktrack.Tool.Metrics.PrometheusText.Number(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(expected);

    [Fact]
    public void Out_File_IsReplacedWholeAndReadableByTheCollector()
    {
        using var home = new MetricsHome();
        var file = home.Path("toktrack.prom");
        File.WriteAllText(file, "old");
        home.Tool(SampleLedger.Ordinary).Output("metrics", "--out", file).Should().BeEmpty();
        PrometheusParser.Parse(File.ReadAllText(file)).Should().NotBeEmpty();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            File.GetUnixFileMode(home.MarksFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.GetFiles(home.Folder).Should().Equal(file);
    }

    [Fact]
    public void Out_FileThatCannotBeWritten_IsToldAndLeavesTheOldOne()
    {
        using var home = new MetricsHome();
        Directory.CreateDirectory(home.Path("folder.prom"));
        foreach (var file in new[] { home.Path("folder.prom"), home.Path("not/there.prom") })
        {
            var (code, output, error) = home.Tool(SampleLedger.Ordinary).Run("metrics", "--out", file);
            (code, output).Should().Be((ExitCodes.Failure, ""));
            error.Should().Contain("cannot be written").And.Contain(file);
        }

        Directory.GetFiles(home.Folder).Should().BeEmpty();
    }

    [Fact]
    public async Task Out_ReadWhileItIsReplaced_IsAlwaysWhole()
    {
        using var home = new MetricsHome();
        var file = home.Path("toktrack.prom");
        home.Tool(SampleLedger.Ordinary).Output("metrics", "--out", file);
        var lines = File.ReadAllLines(file).Length;
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < 60; i++) home.Tool(SampleLedger.Ordinary).Output("metrics", "--out", file);
        });
        while (!writer.IsCompleted) PrometheusParser.Parse(await File.ReadAllTextAsync(file)).Count.Should().BeGreaterThan(lines / 2);
        await writer;
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"format\":2}")]
    [InlineData("{\"format\":1,\"since\":\"yesterday\",\"instance\":\"x\",\"diagnostics\":{},\"series\":[]}")]
    public void Run_DamagedMarks_AreToldAndLeftAlone(string content)
    {
        using var home = new MetricsHome();
        Directory.CreateDirectory(Path.GetDirectoryName(home.MarksFile)!);
        File.WriteAllText(home.MarksFile, content);
        var (code, output, error) = home.Tool(SampleLedger.Ordinary).Run("metrics");
        (code, output).Should().Be((ExitCodes.Failure, ""));
        error.Should().Contain("metrics.json").And.Contain("Delete it");
        File.ReadAllText(home.MarksFile).Should().Be(content);
    }

    [Fact]
    public void Run_ManyAtOnce_LoseNoMark()
    {
        using var home = new MetricsHome();
        var snapshots = Enumerable.Range(1, 8).Select(i => new SlotList().Add("2026-03-01T10:00:00Z", 100 * i, model: "m" + (i % 3)).Snapshot).ToList();
        Parallel.ForEach(snapshots, s => home.Metrics(s));
        var samples = home.Metrics(UsageSnapshot.Empty);
        for (var m = 0; m < 3; m++)
        {
            samples.Single(s => s.Name == "toktrack_tokens_total" && s.Label("model") == "m" + m && s.Label("kind") == "input").Number
                .Should().Be(100 * Enumerable.Range(1, 8).Where(i => i % 3 == m).Max());
        }
    }

    [Theory]
    [InlineData("metrics --by model", "--by 'model': expected project")]
    [InlineData("metrics --otlp-protocol grpc", "--otlp-protocol needs --otlp")]
    [InlineData("metrics --otlp ftp://x", "expected the address of a collector")]
    [InlineData("metrics --otlp localhost:1 --otlp-protocol json", "--otlp-protocol 'json': expected grpc")]
    [InlineData("metrics --since 7d", "has no option --since")]
    public void Run_WithWrongUsage_ExplainsIt(string command, string expected)
    {
        var (code, output, error) = new ToolRun().Run(command.Split(' '));
        (code, output).Should().Be((ExitCodes.WrongUsage, ""));
        error.Should().Contain(expected);
    }

    private sealed class OnePrice(decimal perMillion) : ISlotPricer
    {
        public SlotCost CostOf(in UsageSlot slot, NameTable names, CostMode mode) => new(slot.Tokens.Total * perMillion / 1_000_000m, 0);
    }
}

using Toktrack.Scanner.Query;
using Toktrack.Scanner.Tests.History;
using Toktrack.Tool;
using Toktrack.Tool.Commands;

namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>
/// Random histories of logs whose lines state the same responses again under other models, times and counts, in files that
/// grow, vanish and come back: whatever the ledger makes of them, no counter falls and no series goes away.
/// </summary>
public sealed class MonotonyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(101)]
    [InlineData(201)]
    public void Metrics_RandomLedgerHistories_NeverFall(int first)
    {
        var moved = 0;
        for (var seed = first; seed < first + Amount.Of(6, 300); seed++) moved += Play(seed);
        moved.Should().BePositive("else these histories would not show what the marks are for");
    }

    // Returns how often a series stood above the ledger's own value.
    private static int Play(int seed)
    {
        var random = new Random(seed);
        using var home = new LedgerHome();
        var last = new Dictionary<string, decimal>();
        var moved = 0;
        for (var step = 0; step < 12; step++)
        {
            var name = "f" + random.Next(3);
            if (random.Next(5) == 0) File.Delete(home.Log(name));
            else home.Append(name, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => LogLines.Random(random))]);
            if (random.Next(8) == 0 && File.Exists(home.Home.Database)) File.Delete(home.Home.Database);
            string[] args = ["metrics", "--quiet", .. random.Next(2) == 0 ? ["--by", "project"] : Array.Empty<string>()];
            var samples = Run(home, args);
            foreach (var sample in samples.Where(s => s.Name.EndsWith("_total", StringComparison.Ordinal)))
            {
                if (last.TryGetValue(sample.Identity, out var before)) sample.Number.Should().BeGreaterThanOrEqualTo(before, $"seed {seed}, step {step}: {sample.Identity}");
                last[sample.Identity] = sample.Number;
            }

            var isSplit = args.Length > 2;
            var shown = samples.Select(s => s.Identity).ToHashSet();
            last.Keys.Where(k => k.Contains("model\u0003") && k.Contains("project\u0003") == isSplit && !shown.Contains(k)).Should().BeEmpty($"seed {seed}, step {step}");
            var held = samples.Single(s => s.Name == "toktrack_held_series").Number;
            moved += (int)held;
            using var store = home.Open();
            var total = new UsageQuery { By = Grouping.None }.Run(store.Snapshot, null).Totals;
            var counted = samples.Where(s => s.Name == "toktrack_tokens_total").Sum(s => s.Number);
            if (held == 0) counted.Should().Be(total.Tokens.Total);
            else counted.Should().BeGreaterThanOrEqualTo(total.Tokens.Total);
        }

        return moved;
    }

    private static List<PrometheusSample> Run(LedgerHome home, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        using var context = new ToolContext { Out = output, Error = error, In = () => Stream.Null, Environment = home.Environment };
        CommandLine.Run(args, context).Should().Be(ExitCodes.Success, error.ToString());
        return PrometheusParser.Parse(output.ToString());
    }
}

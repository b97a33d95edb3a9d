using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Tests.Pricing;

public sealed class CostCalculatorTests
{
    public static TheoryData<string> Cases => [.. PricedCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void CostOf_PublishedPrice_IsTheArithmetic(string line)
    {
        var part = line.Split(" | ");
        var names = new NameTable();
        var slot = PricedCases.Slot(part[1], part[2], names.Intern(NameKind.Model, part[0]));
        var expected = decimal.Parse(part[4], CultureInfo.InvariantCulture);
        var calculator = new CostCalculator(PriceBook.Embedded());

        PricedCases.Evaluate(part[3]).Should().Be(expected, "the case must agree with its own arithmetic");
        calculator.CostOf(slot, names, CostMode.Auto).Should().Be(new SlotCost(expected, 0));
        calculator.FactorsOf(slot, names, CostMode.Auto).Sum(f => f.Usd).Should().Be(expected);
    }

    [Fact]
    public void Cases_AreAtLeastSixty() => PricedCases.All.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(60);

    [Theory]
    [InlineData("gpt-4.1-foo")]
    [InlineData("claude-sonnet-4-99")]
    [InlineData("claude-sonnet-4-5-99999999")]
    [InlineData("my-claude-opus-4-5")]
    [InlineData("claude-opus-4-5x")]
    [InlineData("gpt-5.5-turbo-ultra")]
    [InlineData("gpt-")]
    [InlineData("claude")]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("somewhere/claude-opus-4-5")]
    [InlineData("groq/claude-opus-4-5")]
    [InlineData("=claude-opus-4-5")]
    [InlineData("claude-opus-4-5\tg - i1 o1")]
    public void CostOf_UnknownModel_IsUnpricedNeverZero(string model)
    {
        var names = new NameTable();
        var slot = PricedCases.Slot("2026-01-20", "i100 o50 r7 s2", names.Intern(NameKind.Model, model));
        var calculator = new CostCalculator(PriceBook.Embedded());

        calculator.CostOf(slot, names, CostMode.Auto).Should().Be(new SlotCost(0, 157));
        calculator.FactorsOf(slot, names, CostMode.Auto).Should().ContainSingle().Which.Kind.Should().Be(FactorKind.Unpriced);
    }

    [Theory]
    [InlineData("claude-sonnet-4-5")]
    [InlineData("claude-haiku-4-5")]
    public void CostOf_FastClaudeWithoutAKnownFastPrice_IsUnpriced(string model)
    {
        var names = new NameTable();
        var slot = PricedCases.Slot("2026-01-20", "i100 fast", names.Intern(NameKind.Model, model));

        new CostCalculator(PriceBook.Embedded()).CostOf(slot, names, CostMode.Auto).Should().Be(new SlotCost(0, 100));
    }

    [Theory]
    [InlineData(CostMode.Auto, true, "0.25", 0)]
    [InlineData(CostMode.Auto, false, "0.005", 0)]
    [InlineData(CostMode.Calculate, true, "0.005", 0)]
    [InlineData(CostMode.Calculate, false, "0.005", 0)]
    [InlineData(CostMode.Reported, true, "0.25", 0)]
    [InlineData(CostMode.Reported, false, "0", 1000)]
    public void CostOf_Mode_ChoosesBetweenReportedAndCalculated(CostMode mode, bool reported, string usd, long unpriced)
    {
        var names = new NameTable();
        var slot = PricedCases.Slot("2026-01-20", "i1000", names.Intern(NameKind.Model, "claude-opus-4-5"));
        if (reported)
        {
            slot.ReportedCost = 250_000_000;
            slot.PriceClass = PriceClass.Of(1000, fast: false, reported: true);
        }

        var calculator = new CostCalculator(PriceBook.Embedded());

        calculator.CostOf(slot, names, mode).Should().Be(new SlotCost(decimal.Parse(usd, CultureInfo.InvariantCulture), unpriced));
    }

    [Fact]
    public void CostOf_RandomLedgers_IsTheSumOfResponsesPricedOneByOne()
    {
        string[] models = ["claude-sonnet-4-5", "claude-opus-4-6", "gpt-5.5", "gpt-5.6-luna", "gemini-2.5-pro", "deepseek-v4-pro", "o3", "sonar-deep-research", "nobody-knows"];
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var names = new NameTable();
            var calculator = new CostCalculator(PriceBook.Embedded());
            var table = new SlotTable();
            var expected = 0m;
            var unpriced = 0L;
            for (var i = 0; i < 500; i++)
            {
                var record = RandomRecord(random, names, models);
                table.Add(record);
                var match = calculator.Book.Find(names[record.Model]);
                if (record.ReportedCost > 0) expected += record.ReportedCost / 1_000_000_000m;
                else if (match is null) unpriced += record.Tokens.Total;
                else expected += Oracle(record, match.Price);
            }

            var slots = table.Slots;
            slots.Sum(s => calculator.CostOf(s, names, CostMode.Auto).Usd).Should().Be(expected, $"seed {seed}");
            slots.Sum(s => calculator.CostOf(s, names, CostMode.Auto).UnpricedTokens).Should().Be(unpriced, $"seed {seed}");
            slots.Sum(s => calculator.FactorsOf(s, names, CostMode.Auto).Sum(f => f.Usd)).Should().Be(expected, $"seed {seed}");
        }
    }

    [Fact]
    public void CostOf_SaturatedCounts_NeitherWrapsNorThrows()
    {
        var names = new NameTable();
        var slot = PricedCases.Slot("2026-01-20", $"i{long.MaxValue} o{long.MaxValue} r{long.MaxValue}", names.Intern(NameKind.Model, "claude-opus-4-5"));

        var cost = new CostCalculator(PriceBook.Embedded()).CostOf(slot, names, CostMode.Auto).Usd;

        cost.Should().Be(long.MaxValue * 30.5m / 1_000_000);
    }

    private static UsageRecord RandomRecord(Random random, NameTable names, string[] models)
    {
        long Count() => random.Next(4) == 0 ? 0 : (long)Math.Pow(10, random.NextDouble() * 6);
        var record = new UsageRecord
        {
            Source = SourceId.ClaudeCode,
            Model = names.Intern(NameKind.Model, models[random.Next(models.Length)]),
            Time = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(60 * 24 * 700)).Ticks,
            ReportedCost = random.Next(10) == 0 ? random.Next(1, 1_000_000_000) : 0,
            WebSearches = random.Next(20) == 0 ? random.Next(5) : 0,
        };
        record.Tokens.Input = Count();
        record.Tokens.Output = Count();
        record.Tokens.CacheRead = Count();
        record.Tokens.CacheWrite5m = Count();
        record.Tokens.CacheWrite1h = Count();
        record.Tokens.Reasoning = Math.Min(Count(), record.Tokens.Output);
        if (names[record.Model] is "claude-opus-4-6" or "gpt-5.5" && random.Next(5) == 0) record.Flags = RecordFlags.Fast;
        return record;
    }

    // Written from the rules with decimals: per request, from the stated prices.
    private static decimal Oracle(in UsageRecord record, ModelPrice price)
    {
        var time = new DateTime(record.Time, DateTimeKind.Utc);
        var stated = price.Stated.Last(p => p.Start is null || p.Start.Value.ToDateTime(TimeOnly.MinValue) <= time);
        var fast = (record.Flags & RecordFlags.Fast) != 0;
        var card = stated.Standard;
        var minute = (time.Hour * 60) + time.Minute;
        foreach (var window in stated.Windows)
        {
            if (minute >= window.FromMinute && minute < window.ToMinute) card = window.Card;
        }

        var prompt = record.Tokens.Input + record.Tokens.CacheRead + record.Tokens.CacheWrite5m + record.Tokens.CacheWrite1h;
        var rates = card.Base;
        var factor = fast && stated.FastFactor is { } times ? times : 1;
        if (fast && stated.Fast is not null) rates = stated.Fast.Base;
        foreach (var tier in card.Tiers)
        {
            if (prompt > tier.Above) rates = tier.Rates;
        }

        var input = rates.Input!.Value;
        var output = rates.Output!.Value;
        var anthropic = price.Name.StartsWith("claude", StringComparison.Ordinal);
        var write = rates.CacheWrite5m ?? (anthropic ? input * 1.25m : card.Base.CacheWrite5m ?? input);
        var write1h = rates.CacheWrite1h ?? (anthropic ? input * 2 : card.Base.CacheWrite1h ?? write);
        var read = rates.CacheRead ?? (anthropic ? input / 10 : card.Base.CacheRead ?? input);
        var tokens = (record.Tokens.Input * input) + ((record.Tokens.Output - record.Tokens.Reasoning) * output) + (record.Tokens.Reasoning * (rates.Reasoning ?? output)) +
            (record.Tokens.CacheWrite5m * write) + (record.Tokens.CacheWrite1h * write1h) + (record.Tokens.CacheRead * read);
        var search = card.Base.WebSearches ?? (anthropic ? 10 : 0);
        return (tokens * factor / 1_000_000) + (record.WebSearches * search / 1000);
    }
}

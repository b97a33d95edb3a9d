using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Tests.Pricing;

public sealed class PriceBookTests
{
    private static readonly PriceBook s_book = PriceBook.Embedded();

    [Fact]
    public void Names_AreSortedAndEveryOneHasPrices()
    {
        var book = EmbeddedBook.Load();
        var names = book.Names(aliases: true).ToArray();

        names.Should().HaveCountGreaterThan(1000).And.OnlyHaveUniqueItems();
        names.Should().BeInAscendingOrder(Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))));
        foreach (var name in names)
        {
            ModelNameResolver.Normalize(name).Should().Be(name);
            var price = new ModelPrice(name, book.Find(name)!.Prices);
            price.Periods.Should().NotBeEmpty(name);
            price.Periods[0].Start.Should().BeNull($"{name} must have a price for its first days");
        }
    }

    [Fact]
    public void Prices_WrittenAndReadAgain_AreTheSame()
    {
        var book = EmbeddedBook.Load();
        foreach (var name in book.Names())
        {
            foreach (var price in book.Find(name)!.Prices)
            {
                var text = PriceLine.Format(price);
                PriceLine.Format(PriceLine.Parse(text)).Should().Be(text);
            }
        }
    }

    [Fact]
    public void Find_NamesOfEveryLengthAndNeighbours_NeverThrowsAndFindsOnlyItself()
    {
        var book = EmbeddedBook.Load();
        var names = book.Names(aliases: true).ToHashSet();
        foreach (var name in names)
        {
            foreach (var other in new[] { name[..^1], name + "0", name + "\t", name + "\n", '\0' + name })
            {
                if (!names.Contains(other)) book.Find(other).Should().BeNull();
            }
        }

        book.Find(new string('x', 10_000)).Should().BeNull();
        s_book.Find(new string('x', 10_000)).Should().BeNull();
    }

    [Theory]
    [InlineData("claude-opus-4-5", "claude-opus-4-5", "exact name")]
    [InlineData("Claude-Opus-4.5", "claude-opus-4-5", "letter case and version dots")]
    [InlineData("claude-opus-4-5-20251101", "claude-opus-4-5", "without the date")]
    [InlineData("openrouter/anthropic/claude-opus-4.5:beta", "claude-opus-4-5", "without \"openrouter/\", \"anthropic/\", \":beta\"")]
    [InlineData("us.anthropic.claude-opus-4-5-20251101-v1:0", "regional.anthropic.claude-opus-4-5", "without the region \"us.\", the Bedrock version, the date")]
    public void Find_Name_SaysWhichRuleMatched(string name, string model, string rule)
    {
        var match = s_book.Find(name)!;

        match.Price.Name.Should().Be(model);
        match.Rule.Should().Be(rule);
    }

    [Fact]
    public void Find_Overrides_ComeFirstAndLeaveEarlierDaysToTheBook()
    {
        var overrides = new PriceOverrides(
            [new("my-model", "claude-opus-4-5"), new("loop-a", "loop-b"), new("loop-b", "loop-a")],
            [
                new("claude-opus-4.6", [Own(null, 1)]),
                new("claude-opus-4-7", [Own(new DateOnly(2026, 6, 1), 2)]),
                new("house-model", [Own(null, 3)]),
            ]);
        var book = PriceBook.Load(null, overrides);

        Input("claude-opus-4-6-20260205", "2026-02-10").Should().Be(1);
        Input("anthropic/claude-opus-4.7", "2026-05-31").Should().Be(5);
        Input("anthropic/claude-opus-4.7", "2026-06-01").Should().Be(2);
        Input("House-Model", "2026-06-01").Should().Be(3);
        Input("my-model", "2026-06-01").Should().Be(5);
        book.Find("my-model")!.Rule.Should().Be("alias \"claude-opus-4-5\" in the configuration, exact name");
        book.Find("loop-a").Should().BeNull();

        decimal Input(string model, string day) =>
            TokenRates.UsdPerMillion(book.Find(model)!.Price.At(DateTime.Parse(day).Ticks)!.Standard.Base.Input);

        static StatedPrice Own(DateOnly? start, decimal input) => new()
        {
            Source = PriceSource.Configuration,
            Start = start,
            Standard = new StatedCard(new StatedRates { Input = input, Output = input * 5 }),
        };
    }

    [SharedFact]
    public void Find_EveryModelOfTheLogs_IsPriced()
    {
        var models = new[] { "claude", "codex", "gemini", "opencode" }
            .SelectMany(cli => DailyTotals.Expected(cli).Keys.Select(k => k[11..])).Distinct().ToArray();

        models.Should().HaveCountGreaterThan(10);
        models.Where(m => s_book.Find(m) is null).Should().BeEmpty();
    }

    [SharedFact]
    public void Find_EveryNameOfBothTables_IsPriced()
    {
        using var genai = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("pricing", "genai-prices-0.1.8-2026-09-23.json")));
        var names = LiteLlmTable.Parse(File.ReadAllBytes(SharedData.Path("pricing", "litellm-2026-07-24.json")), PriceSource.LiteLlm).Models.Keys.ToList();
        foreach (var provider in genai.RootElement.EnumerateArray())
        {
            var vendor = provider.GetProperty("id").GetString()!;
            foreach (var model in provider.GetProperty("models").EnumerateArray())
            {
                var prices = model.GetProperty("prices");
                if (prices.ValueKind != JsonValueKind.Object || !prices.TryGetProperty("input_mtok", out _) || !prices.TryGetProperty("output_mtok", out _)) continue;
                var id = model.GetProperty("id").GetString()!;
                if (vendor is "anthropic" or "openai" or "google" or "x-ai" or "deepseek" or "moonshotai" or "zai" or "mistral" or "minimax") names.Add(id);
                if (vendor is "openrouter" or "github-copilot" or "groq" && !id.StartsWith('~')) names.Add($"{vendor}/{id}");
                if (vendor == "aws") names.Add(id.Replace("regional.anthropic.", "us.anthropic.", StringComparison.Ordinal));
            }
        }

        names.Where(n => s_book.Find(n) is null).Should().BeEmpty();
    }

    [Fact]
    public void PriceClass_Boundaries_HoldEveryTierOfTheBook()
    {
        var book = EmbeddedBook.Load();
        var tiers = book.Names().SelectMany(n => book.Find(n)!.Prices).SelectMany(p => p.Standard.Tiers).Select(t => t.Above).Distinct().Order().ToArray();

        tiers.Should().Equal(128_000, 200_000, 272_000, 512_000);
        PriceClass.Boundaries.ToArray().Should().Contain(tiers);
    }
}

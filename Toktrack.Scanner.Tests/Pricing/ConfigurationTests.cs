using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Configuration;

namespace Toktrack.Scanner.Tests.Pricing;

public sealed class ConfigurationTests
{
    private static ToolConfiguration Read(string json) => ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), "/home/me");

    [Fact]
    public void Read_Everything_IsTaken()
    {
        var configuration = Read("""
            {
              "$schema": "./config.schema.json", // a comment
              "defaults": { "timezone": "Asia/Seoul", "startOfWeek": "sunday", "source": ["codex"], "cost": "calculate", "order": "desc", "breakdown": true, "compact": true, "color": "never" },
              "folders": { "codex": ["~/other", "/srv/logs"] },
              "pricing": {
                "autoUpdate": true, "updateEveryHours": 6, "url": "https://example.org/t.json",
                "aliases": { "proxy": "claude-opus-4-5" },
                "models": {
                  "house": { "input": 1, "output": 5, "cacheRead": 0.25, "tiers": [{ "above": 200000, "input": 2 }], "fastMultiplier": 3, "webSearches": 7 },
                  "gpt-5.5": [{ "input": 1, "output": 2 }, { "start": "2026-06-01", "input": 3, "output": 4, "fast": { "input": 6, "output": 8 } }]
                }
              },
              "sessions": { "storeTitles": true },
              "statusline": { "template": "{model}" },
              "check": { "maxUsd": { "day": 12.5 }, "maxTokens": { "month": 1000 }, "strict": true },
            }
            """);

        configuration.Warnings.Should().BeEmpty();
        configuration.Defaults.Should().BeEquivalentTo(new DefaultOptions
        {
            TimeZone = "Asia/Seoul",
            StartOfWeek = "sunday",
            Sources = ["codex"],
            Cost = "calculate",
            Order = "desc",
            Breakdown = true,
            Compact = true,
            Color = false,
        });
        configuration.Folders["codex"].Should().Equal("/home/me/other", "/srv/logs");
        configuration.StoreTitles.Should().BeTrue();
        configuration.StatuslineTemplate.Should().Be("{model}");
        configuration.Check.MaxUsd["day"].Should().Be(12.5m);
        configuration.Check.MaxTokens["month"].Should().Be(1000);
        configuration.Check.Strict.Should().BeTrue();
        configuration.Pricing.Should().BeEquivalentTo(new { AutoUpdate = true, UpdateEvery = TimeSpan.FromHours(6), Url = "https://example.org/t.json" });

        var book = PriceBook.Load(null, configuration.Pricing.Overrides);
        Cost(book, "house", "i1000000 o1000").Should().Be((2m * 1_000_000 + 5m * 1000) / 1_000_000);
        Cost(book, "house", "i1000 o1000 r1000 s1 fast").Should().Be((3m * 1000 + 15m * 1000 + 0.75m * 1000) / 1_000_000 + 0.007m);
        Cost(book, "proxy", "i1000").Should().Be(0.005m);
        Cost(book, "gpt-5.5-2026-04-23", "i1000", "2026-05-31").Should().Be(0.001m);
        Cost(book, "gpt-5.5", "i1000 fast", "2026-06-01").Should().Be(0.006m);
    }

    [Fact]
    public void Read_UnknownKeys_AreNamedWithTheClosestKnownOne()
    {
        var configuration = Read("""{ "pricng": {}, "defaults": { "timzone": "UTC" }, "pricing": { "models": { "m": { "input": 1, "output": 2, "cachRead": 1 } } } }""");

        configuration.Warnings.Should().BeEquivalentTo(
            "\"pricng\" is no key of the configuration; did you mean \"pricing\"?",
            "\"defaults.timzone\" is no key of the configuration; did you mean \"timezone\"?",
            "\"pricing.models.m.cachRead\" is no key of the configuration; did you mean \"cacheRead\"?");
    }

    [Theory]
    [InlineData("", "no JSON at line 1")]
    [InlineData("[]", "expected an object")]
    [InlineData("{\"defaults\":5}", "\"defaults\" is 5: expected an object")]
    [InlineData("{\"defaults\":{\"cost\":\"free\"}}", "\"defaults.cost\" is \"free\": expected auto, calculate, reported")]
    [InlineData("{\"defaults\":{\"breakdown\":\"yes\"}}", "expected true or false")]
    [InlineData("{\"folders\":{\"codex\":\"/x\"}}", "expected a list of texts")]
    [InlineData("{\"pricing\":{\"url\":\"file:///etc/passwd\"}}", "\"pricing.url\" is \"file:///etc/passwd\": expected an http or https address")]
    [InlineData("{\"pricing\":{\"updateEveryHours\":0}}", "from 1 to 8760")]
    [InlineData("{\"pricing\":{\"aliases\":{\"a\":1}}}", "\"pricing.aliases.a\" is 1: expected a text")]
    [InlineData("{\"pricing\":{\"models\":{\"m\":{\"input\":-1,\"output\":1}}}}", "\"pricing.models.m.input\" is -1: expected a number from 0 to 100000")]
    [InlineData("{\"pricing\":{\"models\":{\"m\":{\"input\":1e999,\"output\":1}}}}", "expected a number")]
    [InlineData("{\"pricing\":{\"models\":{\"m\":{\"output\":1}}}}", "\"pricing.models.m.input\"")]
    [InlineData("{\"pricing\":{\"models\":{\"m\":[{\"input\":1}]}}}", "\"pricing.models.m[0].output\"")]
    [InlineData("{\"pricing\":{\"models\":{\"m\":{\"input\":1,\"output\":1,\"start\":\"soon\"}}}}", "expected a day")]
    [InlineData("{\"pricing\":{\"models\":{\"m\":{\"input\":1,\"output\":1,\"tiers\":[{\"above\":100}]}}}}", "expected one of 32000, 64000")]
    [InlineData("{\"check\":{\"maxUsd\":{\"day\":\"20\"}}}", "\"check.maxUsd.day\" is \"20\": expected a number")]
    public void Read_ValueWithoutMeaning_IsRefusedByItsPath(string json, string said)
    {
        var act = () => Read(json);

        act.Should().Throw<ConfigurationException>().Which.Message.Should().Contain(said);
    }

    [Fact]
    public void DefaultText_IsValidAndChangesNothing()
    {
        var configuration = Read(DefaultConfiguration.Text);

        configuration.Warnings.Should().BeEmpty();
        configuration.Should().BeEquivalentTo(new ToolConfiguration(), o => o
            .Excluding(c => c.Folders).Excluding(c => c.Defaults.Sources).Excluding(c => c.Defaults.TimeZone).Excluding(c => c.Defaults.StartOfWeek).Excluding(c => c.Defaults.Cost)
            .Excluding(c => c.Pricing.Overrides));
        configuration.Pricing.Overrides.IsEmpty.Should().BeTrue();
        configuration.Folders.Values.Should().OnlyContain(f => f.Count == 0);
    }

    [Fact]
    public void Schema_KnowsExactlyTheKeysThatAreRead()
    {
        using var schema = JsonDocument.Parse(DefaultConfiguration.Schema());
        Compare(schema.RootElement, "");
        Compare(schema.RootElement.GetProperty("$defs").GetProperty("price"), "pricing.models.m");
        Compare(schema.RootElement.GetProperty("$defs").GetProperty("tier"), "pricing.models.m.tiers");
        Compare(schema.RootElement.GetProperty("$defs").GetProperty("fast"), "pricing.models.m.fast");

        static void Compare(JsonElement part, string path)
        {
            var keys = part.GetProperty("properties").EnumerateObject().Select(p => p.Name).Where(n => n != "$schema").ToArray();
            var inner = path switch
            {
                "pricing.models.m" => "\"input\":1,\"output\":1,\"zzzzzzzzzzzz\":1",
                "pricing.models.m.tiers" => "\"above\":200000,\"zzzzzzzzzzzz\":1",
                "pricing.models.m.fast" => "\"input\":1,\"output\":1,\"zzzzzzzzzzzz\":1",
                _ => "\"zzzzzzzzzzzz\":1",
            };
            var json = path switch
            {
                "pricing.models.m" => $"{{\"pricing\":{{\"models\":{{\"m\":{{{inner}}}}}}}}}",
                "pricing.models.m.tiers" => $"{{\"pricing\":{{\"models\":{{\"m\":{{\"input\":1,\"output\":1,\"tiers\":[{{{inner}}}]}}}}}}}}",
                "pricing.models.m.fast" => $"{{\"pricing\":{{\"models\":{{\"m\":{{\"input\":1,\"output\":1,\"fast\":{{{inner}}}}}}}}}}}",
                "" => $"{{{inner}}}",
                _ => $"{{\"{path}\":{{{inner}}}}}",
            };
            var warning = Read(json).Warnings.Single();
            var known = warning[(warning.IndexOf("known here: ", StringComparison.Ordinal) + 12)..].TrimEnd('.').Split(", ");
            known.Should().BeEquivalentTo(keys, path);

            if (path.Length > 0) return;
            foreach (var key in keys) Compare(part.GetProperty("properties").GetProperty(key), key);
        }
    }

    private static decimal Cost(PriceBook book, string model, string counts, string day = "2026-07-01")
    {
        var names = new NameTable();
        return new CostCalculator(book).CostOf(PricedCases.Slot(day, counts, names.Intern(NameKind.Model, model)), names, CostMode.Auto).Usd;
    }
}

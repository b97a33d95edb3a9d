using System.Globalization;
using System.Text.RegularExpressions;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.Pricing;

/// <summary>
/// Costs worked out by hand from the vendors' published prices. A case is: model, time, counts (i input, o output,
/// t reasoning of it, w 5-minute write, h 1-hour write, r cache read, s searches, "fast"), the arithmetic (tokens x USD per
/// million, searches x USD per thousand after "+ s"), and the cost in USD.
/// </summary>
internal static partial class PricedCases
{
    public static readonly string[] All =
    [
        // The check values of the rules.
        "claude-opus-4-5 | 2026-01-20 | h300 | 300*10 | 0.003",
        "claude-opus-4-6 | 2026-02-10 | i1000 o1000 fast | 1000*30 + 1000*150 | 0.18",
        "claude-sonnet-4-5 | 2026-01-20 | i300000 | 300000*6 | 1.80",
        "claude-opus-4-5 | 2026-01-20 | s1000 | s1000*10 | 10",

        // Anthropic: every kind of token, old and new models.
        "claude-opus-4-5-20251101 | 2026-01-20 | i1000 o2000 w3000 h4000 r5000 | 1000*5 + 2000*25 + 3000*6.25 + 4000*10 + 5000*0.5 | 0.11625",
        "claude-opus-4-1-20250805 | 2025-09-01 | i1000 o1000 w1000 h1000 r1000 | 1000*15 + 1000*75 + 1000*18.75 + 1000*30 + 1000*1.5 | 0.14025",
        "claude-opus-4-20250514 | 2025-06-14 | i100 o50 | 100*15 + 50*75 | 0.00525",
        "claude-sonnet-4 | 2025-06-14 | i3 o12 w26000 r12000 | 3*3 + 12*15 + 26000*3.75 + 12000*0.3 | 0.101289",
        "claude-3-sonnet-20240229 | 2025-06-14 | i1000 o1000 | 1000*3 + 1000*15 | 0.018",
        "claude-3-haiku-20240307 | 2025-06-14 | i1000 h1000 | 1000*0.25 + 1000*0.5 | 0.00075",
        "claude-3-opus-20240229 | 2024-06-14 | o1000 h1000 | 1000*75 + 1000*30 | 0.105",
        "claude-3-5-sonnet-20241022 | 2025-01-01 | i1 o1 r1 | 1*3 + 1*15 + 1*0.3 | 0.0000183",
        "claude-3-5-haiku-20241022 | 2025-01-01 | i1000000 o1000000 | 1000000*0.8 + 1000000*4 | 4.8",
        "claude-3-7-sonnet-20250219 | 2025-03-01 | o7 t5 | 7*15 | 0.000105",
        "claude-haiku-4-5-20251001 | 2026-02-13 | i10 o20 w30 h40 r50 | 10*1 + 20*5 + 30*1.25 + 40*2 + 50*0.1 | 0.0002325",
        "claude-haiku-4-5 | 2026-02-13 | i250000 | 250000*1 | 0.25",
        "claude-opus-4-7 | 2026-05-01 | i1 o1 w1 h1 r1 | 1*5 + 1*25 + 1*6.25 + 1*10 + 1*0.5 | 0.00004675",
        "claude-opus-4-8 | 2026-06-01 | i900000 o1000 | 900000*5 + 1000*25 | 4.525",
        "claude-opus-5 | 2026-09-01 | o1000000 | 1000000*25 | 25",
        "claude-opus-5-5 | 2026-09-23 | i1000 o1000 r1000 | 1000*4 + 1000*20 + 1000*0.2 | 0.0242",
        "claude-sonnet-5 | 2026-07-01 | i1000 o1000 h1000 | 1000*2 + 1000*10 + 1000*4 | 0.016",
        "claude-fable-5-1 | 2026-09-01 | i1000 r1000 s3 | 1000*10 + 1000*0.25 + s3*10 | 0.04025",

        // The whole request at the long-context price, cache tokens counting towards the threshold.
        "claude-sonnet-4-5 | 2026-01-20 | i199999 o1000 | 199999*3 + 1000*15 | 0.614997",
        "claude-sonnet-4-5 | 2026-01-20 | i200000 o1000 | 200000*3 + 1000*15 | 0.615",
        "claude-sonnet-4-5 | 2026-01-20 | i200001 o1000 | 200001*6 + 1000*22.5 | 1.222506",
        "claude-sonnet-4-5 | 2026-01-20 | i1 r199999 o10 | 1*3 + 199999*0.3 + 10*15 | 0.0601527",
        "claude-sonnet-4-5 | 2026-01-20 | i1 r199999 w1 o10 | 1*6 + 199999*0.6 + 1*7.5 + 10*22.5 | 0.1202379",
        "claude-sonnet-4-5 | 2026-01-20 | h200001 | 200001*12 | 2.400012",
        "claude-sonnet-4-20250514 | 2025-09-01 | i100000 h100001 o100 | 100000*6 + 100001*12 + 100*22.5 | 1.802262",
        "gemini-2.5-pro | 2026-01-22 | i150000 r50000 o1000 | 150000*1.25 + 50000*0.125 + 1000*10 | 0.20375",
        "gemini-2.5-pro | 2026-01-22 | i150000 r50001 o1000 | 150000*2.5 + 50001*0.25 + 1000*15 | 0.40250025",
        "gpt-5.4 | 2026-04-11 | i271999 | 271999*2.5 | 0.6799975",
        "gpt-5.4 | 2026-04-11 | i272000 o100 | 272000*2.5 + 100*15 | 0.6815",
        "gpt-5.4 | 2026-04-11 | i272001 o100 | 272001*5 + 100*22.5 | 1.362255",
        "gpt-5.5 | 2026-05-01 | i2000 r270000 o1000 | 2000*5 + 270000*0.5 + 1000*30 | 0.175",
        "gpt-5.5 | 2026-05-01 | i2001 r270000 o1000 | 2001*10 + 270000*1 + 1000*45 | 0.33501",
        "minimax-m3 | 2026-06-01 | i512000 | 512000*0.3 | 0.1536",
        "minimax-m3 | 2026-06-01 | i512001 | 512001*0.6 | 0.3072006",
        "gemini-1.5-flash | 2025-01-01 | i128001 o10 | 128001*0.15 + 10*0.6 | 0.01920615",
        "grok-4.3 | 2026-06-01 | i200000 o10 | 200000*1.25 + 10*2.5 | 0.250025",
        "grok-4.3 | 2026-06-01 | i200001 o10 | 200001*2.5 + 10*5 | 0.5000525",

        // Prices that changed on a day.
        "claude-opus-4-6 | 2026-03-12T23:59 | i200001 o1000 | 200001*10 + 1000*37.5 | 2.03751",
        "claude-opus-4-6 | 2026-03-13T00:00 | i200001 o1000 | 200001*5 + 1000*25 | 1.025005",
        "claude-sonnet-4-6 | 2026-03-12 | r200001 | 200001*0.6 | 0.1200006",
        "claude-sonnet-4-6 | 2026-03-13 | r200001 | 200001*0.3 | 0.0600003",
        "o3 | 2025-06-09T23:45 | i1000 o1000 | 1000*10 + 1000*40 | 0.05",
        "o3 | 2025-06-10 | i1000 o1000 | 1000*2 + 1000*8 | 0.01",
        "gpt-5.6-luna | 2026-07-29 | i1000 o1000 r1000 | 1000*1 + 1000*6 + 1000*0.1 | 0.0071",
        "gpt-5.6-luna | 2026-07-30 | i1000 o1000 r1000 | 1000*0.2 + 1000*1.2 + 1000*0.02 | 0.00142",
        "gpt-5.6 | 2026-08-20 | i1000 w1000 | 1000*5 + 1000*6.25 | 0.01125",
        "gpt-5.6-sol | 2026-08-21 | i1000 w1000 | 1000*4 + 1000*5 | 0.009",
        "mistral-medium-latest | 2026-06-15 | i1000 o1000 | 1000*0.4 + 1000*2 | 0.0024",
        "mistral-medium-latest | 2026-06-16 | i1000 o1000 | 1000*1.5 + 1000*7.5 | 0.009",
        "deepseek-chat | 2025-09-05T12:00 | i1000 o1000 | 1000*0.27 + 1000*1.1 | 0.00137",
        "deepseek-chat | 2025-09-06 | i1000 o1000 | 1000*0.56 + 1000*1.68 | 0.00224",
        "deepseek-chat | 2026-01-01 | i1000 o1000 r1000 | 1000*0.28 + 1000*0.42 + 1000*0.028 | 0.000728",

        // Prices by time of day.
        "deepseek-chat | 2025-03-01T00:15 | i1000000 | 1000000*0.135 | 0.135",
        "deepseek-chat | 2025-03-01T00:30 | i1000000 | 1000000*0.27 | 0.27",
        "deepseek-chat | 2025-03-01T16:30 | i1000000 | 1000000*0.135 | 0.135",
        "deepseek-v4-pro | 2026-08-16T02:00 | i1000000 | 1000000*0.435 | 0.435",
        "deepseek-v4-pro | 2026-08-17T02:00 | i1000000 | 1000000*1.32 | 1.32",
        "deepseek-v4-pro | 2026-08-17T05:00 | i1000000 | 1000000*0.66 | 0.66",

        // Fast and priority tiers.
        "claude-opus-4-6 | 2026-02-10 | i200001 o1 fast | 200001*60 + 1*225 | 12.000285",
        "claude-opus-4-6 | 2026-04-10 | w1000 h1000 r1000 s1 fast | 1000*37.5 + 1000*60 + 1000*3 + s1*10 | 0.1105",
        "claude-opus-4-7 | 2026-05-01 | i1000 o1000 fast | 1000*30 + 1000*150 | 0.18",
        "claude-opus-4-8 | 2026-06-01 | i1000 o1000 fast | 1000*10 + 1000*50 | 0.06",
        "claude-opus-4-6-fast | 2026-04-10 | i1000 o1000 | 1000*30 + 1000*150 | 0.18",
        "gpt-5.5 | 2026-05-01 | i1000 o1000 r1000 fast | 1000*10 + 1000*60 + 1000*1 | 0.071",
        "gpt-5.5 | 2026-05-01 | o1000 s2 fast | 1000*60 + s2*10 | 0.08",
        "gpt-5.5 | 2026-05-01 | i272001 fast | 272001*10 | 2.72001",
        "gpt-5.6-sol | 2026-09-01 | i1000 o1000 fast | 1000*8 + 1000*40 | 0.048",
        "o4-mini | 2026-01-01 | i1000 o1000 r1000 fast | 1000*2 + 1000*8 + 1000*0.5 | 0.0105",
        "gpt-4o-mini | 2024-10-27 | i1000 o1000 | 1000*0.15 + 1000*0.6 | 0.00075",
        "o1 | 2025-01-01 | i1000 fast | 1000*15 | 0.015",
        "gemini-3-pro-preview | 2026-01-01 | i200001 o10 fast | 200001*7.2 + 10*32.4 | 1.4403312",

        // Other vendors: cached tokens without a price of their own cost what input costs.
        "gpt-5-codex | 2025-11-01 | i1000 o1000 r1000 t900 | 1000*1.25 + 1000*10 + 1000*0.125 | 0.011375",
        "gpt-5.1-codex-max | 2025-12-01 | i1000 | 1000*1.25 | 0.00125",
        "gpt-5-pro | 2026-01-01 | i1000 r1000 | 1000*15 + 1000*15 | 0.03",
        "gemini-2.5-flash | 2026-01-10 | i1000 o1000 r1000 | 1000*0.3 + 1000*2.5 + 1000*0.03 | 0.00283",
        "gemini-2.5-flash-lite | 2026-01-22 | i1000 o1000 r1000 | 1000*0.1 + 1000*0.4 + 1000*0.01 | 0.00051",
        "gemini-3-flash-preview | 2025-12-16 | i1000 o1000 r1000 | 1000*0.5 + 1000*3 + 1000*0.05 | 0.00355",
        "grok-code-fast-1 | 2026-01-01 | i1000 o1000 w10 r1000 | 1000*0.2 + 1000*1.5 + 10*0.2 + 1000*0.02 | 0.001722",
        "kimi-k2.5 | 2026-03-01 | i1000 o1000 r1000 | 1000*0.6 + 1000*3 + 1000*0.1 | 0.0037",
        "glm-5.2 | 2026-07-01 | i1000 o1000 r1000 | 1000*1.4 + 1000*4.4 + 1000*0.26 | 0.00606",
        "qwen3-coder | 2026-01-01 | i1000 o1000 r1000 | 1000*0.22 + 1000*1.8 + 1000*0.22 | 0.00224",
        "sonar-deep-research | 2026-01-01 | i1000 o1000 t400 | 1000*2 + 600*8 + 400*3 | 0.008",
        "devstral-2512 | 2026-01-01 | i1000 o1000 | 1000*0.4 + 1000*2 | 0.0024",

        // The same models under the names of those who resell them.
        "anthropic/claude-opus-4.5 | 2026-01-20 | i1000 h1000 | 1000*5 + 1000*10 | 0.015",
        "openrouter/anthropic/claude-sonnet-4.5 | 2026-01-20 | i200001 | 200001*6 | 1.200006",
        "vertex_ai/claude-opus-4-5@20251101 | 2026-01-20 | i1000 | 1000*5 | 0.005",
        "claude-sonnet-4-5@20250929 | 2026-01-20 | i1000 | 1000*3 | 0.003",
        "claude-sonnet-4-5-20250929[1m] | 2026-01-20 | i200001 | 200001*6 | 1.200006",
        "us.anthropic.claude-sonnet-4-20250514-v1:0 | 2025-09-01 | i1000 o1000 | 1000*3 + 1000*15 | 0.018",
        "us.anthropic.claude-opus-4-5-20251101-v1:0 | 2026-01-20 | i1000 h1000 r1000 | 1000*5.5 + 1000*11 + 1000*0.55 | 0.01705",
        "global.anthropic.claude-opus-4-5-20251101-v1:0 | 2026-01-20 | i1000 | 1000*5 | 0.005",
        "bedrock/eu.anthropic.claude-haiku-4-5-20251001-v1:0 | 2026-01-20 | i1000 | 1000*1.1 | 0.0011",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-7-sonnet-20250219-v1:0 | 2025-05-01 | i1000 | 1000*3 | 0.003",
        "models/gemini-2.5-pro | 2026-01-22 | i1000 | 1000*1.25 | 0.00125",
        "azure/gpt-4o-2024-08-06 | 2025-01-01 | i1000 o1000 | 1000*2.5 + 1000*10 | 0.0125",
        "gpt-4o-2024-05-13 | 2025-01-01 | i1000 o1000 | 1000*5 + 1000*15 | 0.02",
        "github-copilot/claude-opus-4.7 | 2026-05-01 | i1000 | 1000*5 | 0.005",
        "github-copilot/gpt-4.1 | 2026-05-01 | i1000 o1000 | 1000*0 | 0",
        "qwen/qwen3-coder:free | 2026-01-01 | i1000 o1000 | 1000*0 | 0",
        "Claude-Opus-4.5 | 2026-01-20 | i1000 | 1000*5 | 0.005",
        "openrouter/openai/gpt-5.6-sol | 2026-09-01 | i1000 o1000 | 1000*2 + 1000*10 | 0.012",
    ];

    /// <summary>One response as a slot.</summary>
    public static UsageSlot Slot(string time, string counts, int model)
    {
        var slot = new UsageSlot { Model = model, Requests = 1 };
        var fast = false;
        foreach (var word in counts.Split(' '))
        {
            if (word == "fast")
            {
                fast = true;
                continue;
            }

            var count = long.Parse(word.AsSpan(1), CultureInfo.InvariantCulture);
            switch (word[0])
            {
                case 'i': slot.Tokens.Input = count; break;
                case 'o': slot.Tokens.Output = count; break;
                case 't': slot.Tokens.Reasoning = count; break;
                case 'w': slot.Tokens.CacheWrite5m = count; break;
                case 'h': slot.Tokens.CacheWrite1h = count; break;
                case 'r': slot.Tokens.CacheRead = count; break;
                case 's': slot.WebSearches = (int)count; break;
                default: throw new FormatException(word);
            }
        }

        slot.Start = UsageSlot.StartOf(DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks);
        slot.PriceClass = PriceClass.Of(slot.Tokens.Prompt, fast, reported: false);
        return slot;
    }

    /// <summary>The value of a sum of products.</summary>
    public static decimal Evaluate(string arithmetic)
    {
        var sum = 0m;
        foreach (var term in arithmetic.Split(" + "))
        {
            var match = Product().Match(term);
            match.Success.Should().BeTrue(term);
            var product = decimal.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) * decimal.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
            sum += match.Groups[1].Length > 0 ? product / 1000 : product / 1_000_000;
        }

        return sum;
    }

    [GeneratedRegex(@"^(s?)(\d+)\*([\d.]+)$")]
    private static partial Regex Product();
}

// Rule 7 of the pricing rules. A name is tried as it is, then with what vendors and resellers are known to put around it
// taken off piece by piece. Nothing is ever matched by a part of a name: what is left must be a name of the book.

namespace Toktrack.Scanner.Pricing;

/// <summary>The forms under which a logged model name may stand in the price book, the closest first.</summary>
public static class ModelNameResolver
{
    // Sellers who charge the vendor's list price, path segments of their addresses, and vendors' own names.
    private static readonly HashSet<string> s_prefixes = new(StringComparer.Ordinal)
    {
        "anthropic", "openai", "google", "gemini", "x-ai", "xai", "deepseek", "moonshotai", "moonshot", "z-ai", "zai", "zhipuai",
        "zhipu", "mistral", "mistralai", "minimax", "qwen", "meta-llama", "models", "publishers", "vertex_ai", "vertex-ai", "vertexai",
        "vertex", "google-vertex", "google-vertex-anthropic", "azure", "azure_ai", "azure-openai", "bedrock", "amazon-bedrock",
        "bedrock_converse", "converse", "openrouter", "github-copilot", "github_copilot", "copilot", "opencode",
    };

    private static readonly HashSet<string> s_regions = new(StringComparer.Ordinal)
    {
        "us", "eu", "apac", "ap", "jp", "au", "ca", "in", "sa", "me", "af", "us-gov",
    };

    private static readonly HashSet<string> s_bedrockVendors = new(StringComparer.Ordinal)
    {
        "anthropic", "openai", "amazon", "meta", "mistral", "qwen", "deepseek", "google", "moonshotai", "moonshot", "minimax", "nvidia", "zai",
    };

    /// <summary>The name in the book's spelling: lower case, dots between digits as dashes, no space around.</summary>
    public static string Normalize(string name)
    {
        var text = name.Trim().ToLowerInvariant().ToCharArray();
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '.' && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])) text[i] = '-';
        }

        return new string(text);
    }

    /// <summary>True for a name of a Claude model, whoever sells it.</summary>
    public static bool IsAnthropic(string name)
    {
        var start = name.LastIndexOfAny(['/', '.', '~']) + 1;
        return name.AsSpan(start).StartsWith("claude-", StringComparison.OrdinalIgnoreCase) ||
            name.Contains("anthropic.claude-", StringComparison.OrdinalIgnoreCase) || name.Contains("anthropic/claude-", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The forms of <paramref name="name"/> in the order they are looked up, each with the rule that made it. The first is
    /// the name itself.
    /// </summary>
    public static IEnumerable<(string Form, string Rule)> Forms(string name)
    {
        if (name.Length > 250) yield break;
        var whole = Normalize(name);
        var taken = "";
        foreach (var (rest, prefix) in Prefixes(whole))
        {
            if (prefix.Length > 0) taken = taken.Length == 0 ? $"without {prefix}" : $"{taken}, {prefix}";
            foreach (var (form, suffix) in Suffixes(rest))
            {
                var rule = (taken, suffix) switch
                {
                    ("", "") => form == name ? "exact name" : "letter case and version dots",
                    (_, "") => taken,
                    ("", _) => $"without {suffix}",
                    _ => $"{taken}, {suffix}",
                };
                yield return (form, rule);
            }
        }
    }

    private static IEnumerable<(string Left, string Prefix)> Prefixes(string name)
    {
        yield return (name, "");
        var rest = name;
        if (rest.StartsWith("arn:aws", StringComparison.Ordinal) && rest.LastIndexOf('/') is > 0 and var arn)
        {
            rest = rest[(arn + 1)..];
            yield return (rest, "the ARN");
        }

        for (var slash = rest.IndexOf('/'); slash > 0; slash = rest.IndexOf('/'))
        {
            var prefix = rest[..slash];
            if (!s_prefixes.Contains(prefix) && !IsCloudRegion(prefix)) break;
            rest = rest[(slash + 1)..];
            yield return (rest, $"\"{prefix}/\"");
        }

        foreach (var form in BedrockForms(rest)) yield return form;
    }

    // us.anthropic.X is sold at Bedrock's regional price, global.anthropic.X and the vendor's own at the list price.
    private static IEnumerable<(string Left, string Prefix)> BedrockForms(string name)
    {
        var dot = name.IndexOf('.');
        if (dot <= 0) yield break;
        var head = name[..dot];
        var rest = name;
        if (s_regions.Contains(head))
        {
            rest = name[(dot + 1)..];
            yield return ("regional." + rest, $"the region \"{head}.\"");
            yield return (rest, "");
        }
        else if (head == "global")
        {
            rest = name[(dot + 1)..];
            yield return (rest, "\"global.\"");
        }
        else if (s_bedrockVendors.Contains(head))
        {
            yield return ("regional." + rest, "a region");
        }

        dot = rest.IndexOf('.');
        if (dot > 0 && s_bedrockVendors.Contains(rest[..dot])) yield return (rest[(dot + 1)..], $"\"{rest[..dot]}.\"");
    }

    private static IEnumerable<(string Form, string Suffix)> Suffixes(string name)
    {
        yield return (name, "");
        var rest = name;
        var taken = "";
        foreach (var (cut, what) in s_suffixes)
        {
            var length = cut(rest);
            if (length <= 0 || length == rest.Length) continue;
            rest = rest[..length];
            taken = taken.Length == 0 ? what : $"{taken}, {what}";
            yield return (rest, taken);
        }
    }

    private static readonly (Func<string, int> Cut, string What)[] s_suffixes =
    [
        (CutContextMark, "the context mark"),
        (name => name.EndsWith(":beta", StringComparison.Ordinal) ? name.Length - 5 : -1, "\":beta\""),
        (name => name.EndsWith(":thinking", StringComparison.Ordinal) ? name.Length - 9 : -1, "\":thinking\""),
        (CutBedrockVersion, "the Bedrock version"),
        (name => name.LastIndexOf('@'), "the @version"),
        (name => name.EndsWith("-latest", StringComparison.Ordinal) ? name.Length - 7 : -1, "\"-latest\""),
        (CutDate, "the date"),
    ];

    // "[1m]": the same model with a longer window, priced by its tiers.
    private static int CutContextMark(string name)
    {
        var open = name.LastIndexOf('[');
        if (open <= 0 || name[^1] != ']' || name[^2] is not ('m' or 'k')) return -1;
        return AllDigits(name.AsSpan(open + 1, name.Length - open - 3)) ? open : -1;
    }

    // "-v1:0", "-v2"
    private static int CutBedrockVersion(string name)
    {
        var end = name.Length;
        var colon = name.LastIndexOf(':');
        if (colon > 0 && AllDigits(name.AsSpan(colon + 1))) end = colon;
        var dash = name.LastIndexOf("-v", end - 1, StringComparison.Ordinal);
        return dash > 0 && AllDigits(name.AsSpan(dash + 2, end - dash - 2)) && end - dash <= 4 ? dash : -1;
    }

    // "-20250929" and "-2025-09-29"
    private static int CutDate(string name)
    {
        if (name.Length > 9 && name[^9] == '-' && AllDigits(name.AsSpan(name.Length - 8)) && IsDay(name.AsSpan(name.Length - 8))) return name.Length - 9;
        if (name.Length <= 11 || name[^11] != '-' || name[^6] != '-' || name[^3] != '-') return -1;
        var digits = string.Concat(name.AsSpan(name.Length - 10, 4), name.AsSpan(name.Length - 5, 2), name.AsSpan(name.Length - 2));
        return AllDigits(digits) && IsDay(digits) ? name.Length - 11 : -1;
    }

    private static bool IsDay(ReadOnlySpan<char> yyyymmdd)
    {
        var month = ((yyyymmdd[4] - '0') * 10) + yyyymmdd[5] - '0';
        var day = ((yyyymmdd[6] - '0') * 10) + yyyymmdd[7] - '0';
        return yyyymmdd[0] == '2' && yyyymmdd[1] == '0' && month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }

    private static bool IsCloudRegion(string text)
    {
        var parts = text.Split('-');
        return parts.Length is 3 or 4 && parts[0].Length == 2 && parts[^1].Length == 1 && char.IsAsciiDigit(parts[^1][0]);
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}

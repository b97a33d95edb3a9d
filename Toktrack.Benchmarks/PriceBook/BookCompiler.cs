using System.Text;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Benchmarks.PriceBook;

/// <summary>
/// Makes the price book of both tables and the overlay. Where they disagree, genai-prices holds, because it has dates;
/// LiteLLM fills what it is silent about (fast tiers, 1-hour writes, tiers of undated models) where both agree on input and output.
/// </summary>
internal sealed class BookCompiler(DateOnly liteLlmDay)
{
    private const decimal DearestFast = 10;

    private static readonly string[] s_vendors =
        ["anthropic", "openai", "google", "x-ai", "deepseek", "moonshotai", "zai", "zhipuai", "mistral", "minimax"];

    private static readonly string[] s_resellers = ["aws", "azure", "github-copilot", "cursor", "groq", "cerebras", "openrouter"];

    private readonly Dictionary<string, List<StatedPrice>> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StatedPrice> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    /// <summary>What was left out or decided, for the one who runs it.</summary>
    public List<string> Notes { get; } = [];

    public int Models => _models.Count;

    public int Aliases => _aliases.Count;

    public void Add(GenaiPrices table)
    {
        foreach (var vendor in s_vendors)
        {
            foreach (var model in table.Models.Where(m => m.Provider == vendor && m.Prices.Count > 0))
            {
                // Claude on Vertex is sold at Anthropic's price.
                if (vendor == "google" && model.Id.StartsWith("claude", StringComparison.Ordinal)) continue;
                AddVendorModel(model);
            }
        }
    }

    public void Add(LiteLlmTable table)
    {
        Notes.AddRange(table.Refused.Select(r => $"LiteLLM, left out: {r}"));
        foreach (var (name, stated) in table.Models.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            var price = WithoutAbsurdFast(name, stated);
            var found = Resolve(name);
            var prices = found is null ? null : _models[found];
            if (prices is null && SameAsWithoutThinking(name, price) is { } plain)
            {
                _aliases.Add(name, plain);
                continue;
            }

            if (prices is null || (InForce(prices) is var then && !SameModel(then.Standard, price.Standard) && found != name && !_aliases.ContainsKey(name)))
            {
                if (found is not null) Notes.Add($"{name}: LiteLLM's price differs from {found}'s, kept apart");
                _models.Add(name, [price]);
                continue;
            }

            for (var i = 0; i < prices.Count; i++) prices[i] = Filled(prices[i], price, dated: prices.Count > 1);
            if (prices.Any(p => !price.Standard.AgreesWith(p.Standard)))
            {
                if (!SameModel(then.Standard, price.Standard)) Notes.Add($"{name}: genai-prices {Text(then)} | LiteLLM {Text(price)}");
                _tables.TryAdd(found!, new StatedPrice { Source = PriceSource.LiteLlm, Standard = price.Standard });
            }
        }
    }

    public void AddResellers(GenaiPrices table)
    {
        foreach (var seller in s_resellers)
        {
            foreach (var model in table.Models.Where(m => m.Provider == seller))
            {
                var free = model.IsFree && (seller == "github-copilot" || model.Id.EndsWith(":free", StringComparison.Ordinal));
                if (model.Prices.Count == 0 && !free) continue;
                var prices = free
                    ? [new StatedPrice { Source = PriceSource.GenaiPrices, Standard = new StatedCard(new StatedRates { Input = 0, Output = 0 }) }]
                    : model.Prices;
                foreach (var name in model.Names) AddResold(seller, name, prices);
            }
        }
    }

    public void AddOverlay(string text)
    {
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            var (name, value) = line.Split('\t') is [var n, var v] ? (n, v) : throw new FormatException($"overlay: \"{line}\" is no line");
            var prices = _models[Resolve(name) ?? throw new FormatException($"overlay: the book has no {name}")];
            if (value[0] == '*')
            {
                var factor = PriceLine.Parse($"k - i1 {value}").FastFactor;
                for (var i = 0; i < prices.Count; i++)
                {
                    if (prices[i].FastFactor is { } other && other != factor) Notes.Add($"{name}: fast {other} in LiteLLM, {factor} in the overlay");
                    prices[i] = prices[i] with { FastFactor = factor, Fast = null };
                }
            }
            else prices.Add(PriceLine.Parse(value));
        }
    }

    public byte[] ToBytes(string head)
    {
        var lines = new List<string>();
        foreach (var (name, prices) in _models)
        {
            var line = new StringBuilder(name);
            foreach (var price in prices.OrderBy(p => p.Start ?? DateOnly.MinValue)) line.Append('\t').Append(PriceLine.Format(price));
            if (_tables.TryGetValue(name, out var table)) line.Append("\t?").Append(PriceLine.Format(table).AsSpan(1));
            lines.Add(line.ToString());
        }

        lines.AddRange(_aliases.Select(a => $"{a.Key}\t={a.Value}"));
        lines.Sort((a, b) => Encoding.UTF8.GetBytes(a[..a.IndexOf('\t')]).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b[..b.IndexOf('\t')])));
        return Encoding.UTF8.GetBytes(head + string.Join('\n', lines) + '\n');
    }

    private string? SameAsWithoutThinking(string name, StatedPrice price) =>
        name.EndsWith("-thinking", StringComparison.Ordinal) && Resolve(name[..^"-thinking".Length]) is { } plain &&
        SameModel(InForce(_models[plain]).Standard, price.Standard) ? plain : null;

    private void AddVendorModel(GenaiPrices.Model model)
    {
        var names = model.Names.Select(ModelNameResolver.Normalize).Distinct().Where(n => !Known(n)).ToList();
        if (names.Count == 0)
        {
            Notes.Add($"{model.Provider}/{model.Id}: every name is another model's");
            return;
        }

        // The id without date and "-latest", where that is a name of the model too.
        var key = ModelNameResolver.Forms(model.Id).Select(f => f.Form).LastOrDefault(names.Contains) ?? names[0];
        _models.Add(key, [.. model.Prices]);
        foreach (var name in names.Where(n => n != key).OrderBy(n => n.Length))
        {
            if (Resolve(name) != key) _aliases.Add(name, key);
        }
    }

    private void AddResold(string seller, string name, IReadOnlyList<StatedPrice> prices)
    {
        var form = ModelNameResolver.Normalize(name);
        var full = seller switch
        {
            "aws" => ModelNameResolver.Forms(form).Select(f => f.Form).Last(f => f.StartsWith(form[..(form.IndexOf('.') + 1)], StringComparison.Ordinal)),
            _ => form.StartsWith(seller + "/", StringComparison.Ordinal) ? form : $"{seller}/{form}",
        };
        if (seller == "aws" && !form.Contains('.')) return;
        if (form.EndsWith(":beta", StringComparison.Ordinal) && Resolve(form) is not null) return;
        if (form.StartsWith('~') || form.Contains('[') || form.Contains(seller + ":", StringComparison.Ordinal) || Known(full)) return;

        // Bedrock's regional names stand for themselves only where they cost more than the vendor's.
        var listed = full.StartsWith("regional.", StringComparison.Ordinal) ? full["regional.".Length..] : full;
        if (Resolve(listed) is { } found && _models[found] is var known && prices.All(p => known.Any(k => Sells(p, k)))) return;

        // What nobody but this seller has needs no prefix.
        var plain = form[(form.LastIndexOf('/') + 1)..];
        if (seller is not "aws" and not "github-copilot" && Resolve(plain) is null)
        {
            _models.Add(plain, [.. prices]);
            if (Resolve(full) != plain) _aliases.Add(full, plain);
        }
        else _models.Add(full, [.. prices]);
    }

    private static bool Sells(StatedPrice mine, StatedPrice vendors) =>
        mine.Standard.Base.AgreesWith(vendors.Standard.Base) &&
        (mine.Standard.Tiers.Count == 0 || new StatedCard(default, mine.Standard.Tiers).AgreesWith(vendors.Standard));

    private StatedPrice InForce(List<StatedPrice> prices) => prices.Last(p => p.Start is null || p.Start <= liteLlmDay);

    private static bool SameModel(StatedCard a, StatedCard b) => a.Base.Input == b.Base.Input && a.Base.Output == b.Base.Output;

    private static StatedPrice Filled(StatedPrice price, StatedPrice other, bool dated)
    {
        if (SameModel(price.Standard, other.Standard))
        {
            return price with
            {
                Standard = new StatedCard(price.Standard.Base.Or(other.Standard.Base), Tiers(price.Standard, other.Standard, dated)),
                Fast = price.Fast ?? other.Fast,
                FastFactor = price.FastFactor ?? other.FastFactor,
            };
        }

        // The fast tier of a period with another price: by the same ratio, where one ratio holds for all kinds.
        return price.Fast is null && price.FastFactor is null && other.Fast is { } fast && Ratio(fast.Base, other.Standard.Base) is { } ratio
            ? price with { Fast = new StatedCard(Times(price.Standard.Base, ratio)) }
            : price;
    }

    private static IReadOnlyList<StatedTier> Tiers(StatedCard card, StatedCard other, bool dated)
    {
        if (card.Tiers.Count == 0) return dated ? [] : other.Tiers;
        return [.. card.Tiers.Select(mine => new StatedTier(mine.Above, Filled(mine, other.Tiers.FirstOrDefault(t => t.Above == mine.Above).Rates)))];

        static StatedRates Filled(StatedTier tier, in StatedRates other) =>
            tier.Rates with { CacheRead = tier.Rates.CacheRead ?? other.CacheRead, CacheWrite1h = tier.Rates.CacheWrite1h ?? other.CacheWrite1h };
    }

    private static decimal? Ratio(in StatedRates fast, in StatedRates standard)
    {
        var ratio = fast.Input / standard.Input;
        return ratio is not null && fast.Output / standard.Output == ratio && decimal.Round(ratio.Value, 4) == ratio ? ratio : null;
    }

    private static StatedRates Times(in StatedRates rates, decimal factor) => new()
    {
        Input = rates.Input * factor,
        Output = rates.Output * factor,
        CacheRead = rates.CacheRead * factor,
        CacheWrite5m = rates.CacheWrite5m * factor,
        CacheWrite1h = rates.CacheWrite1h * factor,
    };

    private StatedPrice WithoutAbsurdFast(string name, StatedPrice price)
    {
        if (price.Fast is not { } fast || fast.Base.Input <= price.Standard.Base.Input * DearestFast) return price;
        Notes.Add($"{name}: a fast tier at {fast.Base.Input} for {price.Standard.Base.Input} is a slip of the table, left out");
        return price with { Fast = null };
    }

    private bool Known(string name) => _models.ContainsKey(name) || _aliases.ContainsKey(name);

    private string? Resolve(string name)
    {
        foreach (var (form, _) in ModelNameResolver.Forms(name))
        {
            if (_models.ContainsKey(form)) return form;
            if (_aliases.TryGetValue(form, out var target)) return target;
        }

        return null;
    }

    private static string Text(StatedPrice price) => PriceLine.Format(price);
}

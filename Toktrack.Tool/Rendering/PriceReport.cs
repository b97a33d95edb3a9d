using System.Text.Json;
using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>Shows what the price book has, in dollars per million tokens (searches: per thousand).</summary>
internal static class PriceReport
{
    public static void WriteText(TextWriter output, string model, PriceMatch match, PriceBook book, TableStyle style)
    {
        var writer = new TableWriter(output, style);
        writer.Line($"{TerminalText.Escape(model)} is priced as {TerminalText.Escape(match.Price.Name)}: {TerminalText.Escape(match.Rule)}. USD per million tokens.", bold: true);
        var table = new Sheet();
        foreach (var period in match.Price.Periods)
        {
            foreach (var (tier, rates) in Cards(period)) table.Add(period, tier, rates);
        }

        writer.Write(table.Columns, footers: 0);
        if (match.Price.Periods[^1].Standard.Base.WebSearch is > 0 and var search) writer.Line($"A thousand web searches cost {PriceText.Exact(search / 1_000_000_000_000m)}.", Tone.Quiet);
        if (match.Price.Periods.Any(p => p.Fast is null)) writer.Line("No price of a fast tier is known: such requests are unpriced.", Tone.Quiet);
        writer.Line("Prices: " + TerminalText.Escape(book.Title), Tone.Quiet);
    }

    public static void WriteList(TextWriter output, IReadOnlyList<(string Name, PricePeriod Period)> rows, PriceBook book, TableStyle style)
    {
        var writer = new TableWriter(output, style);
        var table = new Sheet(withNames: true);
        foreach (var (name, period) in rows) table.Add(period, period.Standard.Tiers.Count > 0 ? "*" : "", period.Standard.Base, name);
        if (rows.Count > 0) writer.Write(table.Columns, footers: 0);
        writer.Line($"{NumberText.Full(rows.Count)} models, USD per million tokens; * costs more for long prompts, see 'toktrack pricing show MODEL'.", Tone.Quiet);
        writer.Line("Prices: " + TerminalText.Escape(book.Title), Tone.Quiet);
    }

    public static void WriteJson(TextWriter output, string model, PriceMatch match, PriceBook book) => JsonOut.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteString("pricedAs", match.Price.Name);
        json.WriteString("rule", match.Rule);
        json.WriteString("priceBook", book.Title);
        json.WriteStartArray("prices");
        foreach (var period in match.Price.Periods) WritePeriod(json, null, period);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static void WriteListJson(TextWriter output, IReadOnlyList<(string Name, PricePeriod Period)> rows, PriceBook book) => JsonOut.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("priceBook", book.Title);
        json.WriteStartArray("models");
        foreach (var (name, period) in rows) WritePeriod(json, name, period);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WritePeriod(Utf8JsonWriter json, string? name, PricePeriod period)
    {
        json.WriteStartObject();
        if (name is not null) json.WriteString("model", name);
        json.WriteText("since", period.Start is { } start ? Options.DayText.Of(start) : null);
        json.WriteString("source", PriceText.Source(period.Source));
        json.WriteStartArray("rates");
        foreach (var (tier, rates) in Cards(period))
        {
            json.WriteStartObject();
            json.WriteText("tier", tier);
            json.WriteMoney("input", TokenRates.UsdPerMillion(rates.Input));
            json.WriteMoney("output", TokenRates.UsdPerMillion(rates.Output));
            json.WriteMoney("reasoning", TokenRates.UsdPerMillion(rates.Reasoning));
            json.WriteMoney("cacheWrite5m", TokenRates.UsdPerMillion(rates.CacheWrite5m));
            json.WriteMoney("cacheWrite1h", TokenRates.UsdPerMillion(rates.CacheWrite1h));
            json.WriteMoney("cacheRead", TokenRates.UsdPerMillion(rates.CacheRead));
            json.WriteMoney("webSearches", rates.WebSearch / 1_000_000_000_000m);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<(string Tier, TokenRates Rates)> Cards(PricePeriod period)
    {
        yield return ("", period.Standard.Base);
        foreach (var (above, rates) in period.Standard.Tiers) yield return (PriceText.Tier(false, above), rates);
        foreach (var (from, to, card) in period.Windows) yield return ($"{Clock(from)}-{Clock(to)} UTC", card.Base);
        if (period.Fast is null || period.FastIsStandard) yield break;
        yield return ("fast", period.Fast.Base);
        foreach (var (above, rates) in period.Fast.Tiers) yield return (PriceText.Tier(true, above), rates);
    }

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    private sealed class Sheet
    {
        private readonly TableColumn _name = new("Model", Tone.Key) { MinWidth = 12, CutMiddle = true };
        private readonly TableColumn _since = new("Since", Tone.Key) { DropOrder = 4 };
        private readonly TableColumn _tier = new("Tier", Tone.Quiet);
        private readonly TableColumn _input = Money("Input");
        private readonly TableColumn _output = Money("Output");
        private readonly TableColumn _write5m = Money("Write 5m", 2);
        private readonly TableColumn _write1h = Money("Write 1h", 1);
        private readonly TableColumn _read = Money("Read", 3);
        private readonly TableColumn _source = new("Source", Tone.Quiet) { DropOrder = 5 };
        private readonly bool _withNames;

        public Sheet(bool withNames = false) => _withNames = withNames;

        public IReadOnlyList<TableColumn> Columns =>
            [.. _withNames ? new[] { _name } : [], _since, _tier, _input, _output, _write5m, _write1h, _read, _source];

        public void Add(PricePeriod period, string tier, in TokenRates rates, string name = "")
        {
            _name.Add(TerminalText.Escape(name));
            _since.Add(PriceText.Start(period.Start));
            _tier.Add(tier);
            _input.Add(PriceText.PerMillion(rates.Input));
            _output.Add(PriceText.PerMillion(rates.Output));
            _write5m.Add(PriceText.PerMillion(rates.CacheWrite5m));
            _write1h.Add(PriceText.PerMillion(rates.CacheWrite1h));
            _read.Add(PriceText.PerMillion(rates.CacheRead));
            _source.Add(PriceText.Source(period.Source));
        }

        private static TableColumn Money(string header, int dropOrder = 0) => new(header, Tone.Money) { AlignRight = true, DropOrder = dropOrder };
    }
}

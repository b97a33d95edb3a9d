using Toktrack.Scanner.Pricing;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>Shows a cost as its products: tokens x price (start, source) = cost.</summary>
internal static class ExplanationReport
{
    public static void WriteText(TextWriter output, string kind, string target, CostExplanation explanation, PriceBook book, TableStyle style)
    {
        var writer = new TableWriter(output, style);
        writer.Line($"Cost of {(kind == "day" ? "" : kind + " ")}{TerminalText.Escape(target)}", bold: true);
        if (explanation.Factors.Count == 0)
        {
            writer.Line("No usage.");
            return;
        }

        TableColumn model = new("Model", Tone.Key) { MinWidth = 12 }, what = new("Tokens", Tone.Plain), tier = new("Tier", Tone.Quiet) { DropOrder = 2 },
            count = new("Count", Tone.Plain) { AlignRight = true }, price = new("× Price", Tone.Plain) { AlignRight = true }, since = new("Since", Tone.Quiet) { DropOrder = 3 },
            source = new("Source", Tone.Quiet) { DropOrder = 1 }, cost = new("= Cost", Tone.Money) { AlignRight = true };
        var previous = "";
        foreach (var factor in explanation.Factors)
        {
            model.Add(factor.Model == previous ? "" : TerminalText.Escape(factor.Model));
            previous = factor.Model;
            what.Add(PriceText.Kind(factor.Kind));
            tier.Add(PriceText.Tier(factor.Class.IsFast, factor.Above));
            count.Add(factor.Kind == FactorKind.Reported ? "" : NumberText.Full(factor.Count));
            price.Add(PriceText.UnitPrice(factor));
            since.Add(factor.Period is { } period ? PriceText.Start(period.Start) : "");
            source.Add(factor.Period is { } origin ? PriceText.Source(origin.Source) : "");
            cost.Add(factor.Kind == FactorKind.Unpriced ? "unpriced" : PriceText.Exact(factor.Usd));
        }

        TableColumn[] columns = [model, what, tier, count, price, since, source, cost];
        foreach (var column in columns) column.Add(column == model ? "Total" : column == cost ? PriceText.Exact(explanation.Total) : "");
        writer.Write(columns, footers: 1);
        foreach (var name in explanation.Factors.Select(f => f.Model).Distinct())
        {
            if (book.Find(name) is { } match && match.Price.Name != ModelNameResolver.Normalize(name)) writer.Line($"{TerminalText.Escape(name)} is priced as {TerminalText.Escape(match.Price.Name)}: {TerminalText.Escape(match.Rule)}.", Tone.Quiet);
        }

        if (explanation.UnpricedTokens > 0)
        {
            writer.Line($"No price is known for {NumberText.Full(explanation.UnpricedTokens)} tokens; the total is without them. See 'toktrack pricing show'.");
        }
    }

    public static void WriteJson(TextWriter output, string kind, string target, CostExplanation explanation, PriceBook book, ReportMeta meta) => JsonOut.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("explain");
        json.WriteString("kind", kind);
        json.WriteString("target", target);
        json.WriteStartArray("factors");
        foreach (var factor in explanation.Factors)
        {
            json.WriteStartObject();
            json.WriteString("modelName", factor.Model);
            json.WriteText("pricedAs", factor.Period is null ? null : book.Find(factor.Model)?.Price.Name);
            json.WriteString("kind", factor.Kind.ToString());
            json.WriteNumber("count", factor.Count);
            json.WriteBoolean("fast", factor.Class.IsFast);
            json.WriteNumber("promptAbove", factor.Above);
            json.WriteMoney("unitPrice", factor.Period is null ? 0 : factor.UnitPrice);
            json.WriteNumber("per", factor.Kind == FactorKind.WebSearch ? 1000 : 1_000_000);
            json.WriteText("since", factor.Period?.Start is { } start ? Options.DayText.Of(start) : null);
            json.WriteText("source", factor.Period is { } period ? PriceText.Source(period.Source) : null);
            json.WriteMoney("cost", factor.Usd);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteMoney("totalCost", explanation.Total);
        json.WriteNumber("unpricedTokens", explanation.UnpricedTokens);
        json.WriteEndObject();
        json.WriteMeta(meta);
        json.WriteEndObject();
    });
}

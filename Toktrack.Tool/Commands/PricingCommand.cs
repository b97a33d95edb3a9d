using System.CommandLine;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack pricing show|list|update</c>: the price book, and the one thing in toktrack that uses the network.</summary>
internal static class PricingCommand
{
    private static readonly Option<string?> s_url = SharedOptions.Text("--url", "URL", "Fetch this table in LiteLLM's format (default: pricing.url of the configuration, else LiteLLM's own)");
    private static readonly Option<string?> s_timeout = SharedOptions.Text("--timeout", "SECONDS", "Give up after this long (default: 30)");

    public static void Describe(Command command, ToolContext context)
    {
        var show = new Command("show", "The prices of a model, their dates and sources, and how its name was found");
        var model = new Argument<string>("MODEL") { Description = "A model as logs name it" };
        show.Arguments.Add(model);
        AddLook(show);
        show.SetAction(parsed => Show(OptionReader.Read(parsed, context), context, parsed.GetValue(model)!));

        var list = new Command("list", "Every model with prices in force today");
        var pattern = new Argument<string?>("GLOB") { Description = "Only models that match", Arity = ArgumentArity.ZeroOrOne };
        list.Arguments.Add(pattern);
        AddLook(list);
        list.SetAction(parsed => List(OptionReader.Read(parsed, context), context, parsed.GetValue(pattern)));

        var update = new Command("update", "Fetch current prices; a changed price holds from today, older days keep their cost");
        foreach (var option in new Option[] { s_url, s_timeout, SharedOptions.Config, SharedOptions.Quiet }) update.Options.Add(option);
        update.SetAction(parsed => Update(parsed, OptionReader.Read(parsed, context), context));

        command.Subcommands.Add(show);
        command.Subcommands.Add(list);
        command.Subcommands.Add(update);
    }

    private static void AddLook(Command command)
    {
        foreach (var option in new Option[] { SharedOptions.Json, SharedOptions.Color, SharedOptions.NoColor, SharedOptions.Width, SharedOptions.Compact, SharedOptions.Config }) command.Options.Add(option);
    }

    private static int Show(ReportOptions options, ToolContext context, string model)
    {
        var fast = model.EndsWith("-fast", StringComparison.Ordinal) && context.Prices.Find(model) is null;
        var match = context.Prices.Find(fast ? model[..^5] : model);
        if (match is null)
        {
            var hint = Suggestion.For(ModelNameResolver.Normalize(model), context.Prices.Models()) is { } close ? $" Did you mean '{TerminalText.Escape(close)}'?" : "";
            throw new ToolException($"No price is known for '{TerminalText.Escape(model)}'; its usage is listed as unpriced.{hint} Set pricing.models or pricing.aliases in the configuration, or run 'toktrack pricing update'.");
        }

        if (options.Format == ReportFormat.Json) PriceReport.WriteJson(context.Out, model, match, context.Prices);
        else PriceReport.WriteText(context.Out, model, match, context.Prices, TableStyle.For(options, context));
        return ExitCodes.Success;
    }

    private static int List(ReportOptions options, ToolContext context, string? pattern)
    {
        var models = context.Prices.Models().Where(m => pattern is null || Glob.Matches(pattern, m) || Glob.Matches(ModelNameResolver.Normalize(pattern), m));
        var now = context.UtcNow.Ticks;
        var rows = models.Select(m => (Name: m, Period: context.Prices.Find(m)?.Price.At(now))).Where(r => r.Period is not null).Select(r => (r.Name, r.Period!)).ToList();
        if (options.Format == ReportFormat.Json) PriceReport.WriteListJson(context.Out, rows, context.Prices);
        else PriceReport.WriteList(context.Out, rows, context.Prices, TableStyle.For(options, context));
        return ExitCodes.Success;
    }

    private static int Update(ParseResult parsed, ReportOptions options, ToolContext context)
    {
        var timeout = OptionReader.ReadNumber("--timeout", parsed.GetValue(s_timeout), 1, 3600) ?? 30;
        var updater = new PriceBookUpdater
        {
            Url = parsed.GetValue(s_url) ?? context.Configuration.Pricing.Url,
            File = context.Home.Prices,
            Timeout = TimeSpan.FromSeconds(timeout),
        };
        var result = updater.UpdateAsync(context.UtcNow).GetAwaiter().GetResult();
        if (result.Outcome == PriceUpdateOutcome.Failed) throw new ToolException(TerminalText.Escape(result.Message));
        if (options.Quiet) return ExitCodes.Success;

        foreach (var change in result.Changes)
        {
            var before = change.Before is { } old ? $"{PriceText.Exact(old.Input ?? 0)} / {PriceText.Exact(old.Output ?? 0)}" : "new";
            context.Out.Write($"{TerminalText.Escape(change.Model)}: {before} -> {PriceText.Exact(change.After.Input ?? 0)} / {PriceText.Exact(change.After.Output ?? 0)} per million in / out\n");
        }

        foreach (var refused in result.Refused) context.Error.WriteLine("toktrack: left out: " + TerminalText.Escape(refused));
        context.Out.Write(TerminalText.Escape(result.Message) + "\n");
        return ExitCodes.Success;
    }
}

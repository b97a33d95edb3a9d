using System.CommandLine;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack explain DATE|SESSION|MODEL</c>: the arithmetic behind a total.</summary>
internal static class ExplainCommand
{
    public static void Describe(Command command, ToolContext context)
    {
        var target = new Argument<string>("WHAT") { Description = "A day (2026-09-01, today, yesterday), a session's id or its beginning, or a model", HelpName = "DATE|SESSION|MODEL" };
        command.Arguments.Add(target);
        SharedOptions.AddTo(command, SharedOptions.By, SharedOptions.Breakdown, SharedOptions.Sort, SharedOptions.Order, SharedOptions.Top, SharedOptions.Csv,
            SharedOptions.Markdown, SharedOptions.NoCost, SharedOptions.NoTitles, SharedOptions.Last);
        command.SetAction(parsed => Run(parsed, context, parsed.GetValue(target)!));
    }

    private static int Run(ParseResult parsed, ToolContext context, string target)
    {
        var run = new ReportRun(parsed, context);
        var usage = run.Load();
        (var kind, target, var query) = Question(run.QueryFor(ReportKind.Daily), target, run.Options, usage);
        var snapshot = usage.For(query);
        var explanation = CostExplanation.Of(query.SlotsOf(snapshot), snapshot.Names, new CostCalculator(context.Prices), query.Cost);
        if (run.Options.Format == ReportFormat.Json) ExplanationReport.WriteJson(context.Out, kind, target, explanation, context.Prices, run.Meta(query));
        else ExplanationReport.WriteText(context.Out, kind, target, explanation, context.Prices, TableStyle.For(run.Options, context));
        return ExitCodes.Success;
    }

    // A day, else a model by its name, else a session, else a model by a pattern.
    private static (string Kind, string Target, UsageQuery Query) Question(UsageQuery query, string target, ReportOptions options, LoadedUsage usage)
    {
        if (DayText.Parse(target, options.Today) is { } day) return ("day", DayText.Of(day), query with { Since = day, Until = day });
        var byModel = query with { Filter = query.Filter with { Models = [target] } };
        if (!target.AsSpan().ContainsAny('*', '?') && Any(byModel)) return ("model", target, byModel);
        var bySession = query with { Filter = query.Filter with { Sessions = [target] } };
        if (Any(bySession)) return ("session", target, bySession);
        if (Any(byModel)) return ("model", target, byModel);

        var snapshot = usage.For(query);
        var names = query.SlotsOf(snapshot).Select(s => RowNames.ModelName(snapshot.Names[s.Model], s.PriceClass.IsFast)).Distinct();
        var hint = Suggestion.For(target, names) is { } close ? $" Did you mean '{TerminalText.Escape(close)}'?" : "";
        throw new UsageException($"'{TerminalText.Escape(target)}' is no day, and no session or model with usage.{hint}");

        bool Any(UsageQuery question) => question.SlotsOf(usage.For(question)).Any();
    }
}

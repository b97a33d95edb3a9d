using System.CommandLine;
using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack check</c>: a gate for CI and hooks.</summary>
internal static class CheckCommand
{
    private static readonly Option<string?> s_maxUsd = SharedOptions.Text("--max-usd", "USD", "The most that may be spent");
    private static readonly Option<string?> s_maxTokens = SharedOptions.Text("--max-tokens", "N", "The most tokens that may be used");
    private static readonly Option<string?> s_period = SharedOptions.Text("--period", "PERIOD", "day, week, month or year (the current one), session (the latest, or --session), block (the active window), all; default: day, or all with --since or --until", "-p");
    private static readonly Option<bool> s_strict = SharedOptions.Flag("--strict", "Exit with 4 when usage without a known price is met, since the cost may then be higher");

    public static void Describe(Command command, ToolContext context)
    {
        foreach (var option in new Option[] { s_maxUsd, s_maxTokens, s_period, s_strict }) command.Options.Add(option);
        SharedOptions.AddTo(command, SharedOptions.Breakdown, SharedOptions.Sort, SharedOptions.Order, SharedOptions.Top, SharedOptions.Csv, SharedOptions.Markdown,
            SharedOptions.Compact, SharedOptions.NoTitles, SharedOptions.NoCost, SharedOptions.Last, SharedOptions.Width);
        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var maxUsd = ReadUsd(parsed.GetValue(s_maxUsd));
        var maxTokens = ReadTokens(parsed.GetValue(s_maxTokens));
        var run = new ReportRun(parsed, context);
        var limited = (run.Options.Since ?? run.Options.Until) is not null;
        var period = OptionReader.ReadWord("--period", parsed.GetValue(s_period)?.ToLowerInvariant(), limited ? "all" : "day",
            [.. new[] { "day", "week", "month", "year", "session", "block", "all" }.Select(p => (p, p))]);
        if (limited && period is not ("all" or "session")) throw new UsageException($"--period {period} cannot be combined with --since or --until.");

        var configured = context.Configuration.Check;
        if (maxUsd is null && maxTokens is null)
        {
            maxUsd = configured.MaxUsd.TryGetValue(period, out var usd) ? usd : null;
            maxTokens = configured.MaxTokens.TryGetValue(period, out var tokens) ? tokens : null;
        }

        if (maxUsd is null && maxTokens is null)
        {
            throw new UsageException($"'toktrack check' needs a budget: --max-usd, --max-tokens or both, or check.maxUsd.{period} in the configuration.");
        }

        var (name, query) = Question(run, period);
        var pricer = context.Pricer(context);
        var usage = run.Load(query?.Since);
        if (period == "block") (name, query) = Window(run, usage, context);
        if (period == "session" && run.Options.Sessions.Count == 0) (name, query) = Latest(query!, usage);
        var table = query is null ? new UsageQuery().Run(UsageSnapshot.Empty, pricer) : query.Run(usage.For(query), pricer);
        var verdict = CheckVerdict.Of(name, period, table, run.Options.By, maxUsd, maxTokens, parsed.GetValue(s_strict) || configured.Strict);
        if (run.Options.Format == ReportFormat.Json) verdict.WriteJson(context.Out, run.Meta(query ?? new()));
        else verdict.WriteText(context.Out, new Report(ReportKind.Daily, table, run.Options, run.Meta(table.Query)));
        return verdict.ExitCode;
    }

    private static (string Name, UsageQuery? Query) Question(ReportRun run, string period)
    {
        var query = run.QueryFor(ReportKind.Daily) with { By = run.Options.By, ThenBy = Grouping.None, Order = RowOrder.Cost, Descending = true };
        var calendar = new LocalCalendar(run.Options.Zone, run.Options.WeekStart);
        Period? unit = period switch { "day" => Period.Day, "week" => Period.Week, "month" => Period.Month, "year" => Period.Year, _ => null };
        if (unit is not { } span) return (period == "all" ? Range(query) : period, query);
        var first = calendar.FirstDay(run.Options.Today, span);
        var key = new RowKey(Grouping.Period, first.ToDateTime(TimeOnly.MinValue).Ticks);
        return ($"{period} {RowNames.Of(key, span, new())}", query with { Since = first, Until = run.Options.Today });
    }

    private static string Range(UsageQuery query) => (query.Since, query.Until) switch
    {
        ({ } since, { } until) => $"{DayText.Of(since)} to {DayText.Of(until)}",
        ({ } since, null) => "since " + DayText.Of(since),
        (null, { } until) => "until " + DayText.Of(until),
        _ => "all time",
    };

    private static (string Name, UsageQuery? Query) Window(ReportRun run, LoadedUsage usage, ToolContext context)
    {
        var windows = BlocksCommand.WindowsQuery(run.Options);
        var active = BillingBlocks.Of(usage.ForBlocks(windows, BillingBlocks.DefaultLength), windows, null, BillingBlocks.DefaultLength, context.UtcNow.Ticks).FirstOrDefault(b => b.IsActive);
        return active is null
            ? ("no active block", null)
            : ("block " + JsonOut.Instant(active.Start), windows with { By = run.Options.By, From = active.Start, Order = RowOrder.Cost, Descending = true });
    }

    private static (string Name, UsageQuery? Query) Latest(UsageQuery query, LoadedUsage usage)
    {
        var latest = query with { By = Grouping.Session, Order = RowOrder.Date, Descending = true, Top = 1 };
        var sessions = latest.Run(usage.For(latest), null);
        if (sessions.Rows.Count == 0) return ("no session", null);
        var row = sessions.Rows[0];
        return ("session " + row.Name, query with { Filter = query.Filter with { Within = [(row.Key, query.Period)] } });
    }

    private static decimal? ReadUsd(string? text)
    {
        if (text is null) return null;
        if (decimal.TryParse(text.TrimStart('$'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && usd >= 0) return usd;
        throw new UsageException($"--max-usd '{TerminalText.Escape(text)}': expected dollars, for instance 20 or 12.50.");
    }

    private static long? ReadTokens(string? text)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens)) return tokens;
        throw new UsageException($"--max-tokens '{TerminalText.Escape(text)}': expected a whole number.");
    }
}

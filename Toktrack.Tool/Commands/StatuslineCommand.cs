using System.CommandLine;
using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Configuration;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Commands;

/// <summary>
/// <c>toktrack statusline</c>: one line for Claude Code. Reads only the transcript it is told of and answers from the ledger; a
/// failure gives a shorter line and never an error, since the line is shown after every turn.
/// </summary>
internal static class StatuslineCommand
{
    private static readonly Option<string?> s_template = SharedOptions.Text("--template", "TEXT",
        "The line, with {model} {session} {today} {week} {month} {block} {left} {pace} {projection} {context} {tokens} {project}; also TOKTRACK_STATUSLINE");

    public static void Describe(Command command, ToolContext context)
    {
        command.Options.Add(s_template);
        foreach (var option in new Option[] { SharedOptions.TimeZone, SharedOptions.StartOfWeek, SharedOptions.Source, SharedOptions.Cost, SharedOptions.Offline, SharedOptions.Config, SharedOptions.NoHistory })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Run(parsed, context));
    }

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var options = ReadOptions(parsed, context);
        var template = parsed.GetValue(s_template) ?? context.Environment.Variable("TOKTRACK_STATUSLINE") ?? context.Configuration.StatuslineTemplate ?? StatuslineTemplate.Default;
        var input = context.InIsTerminal ? new StatuslineInput() : StatuslineInput.Read(context.In());
        var values = new Dictionary<string, string>();
        if ((input.ModelName ?? input.ModelId) is { } model) values["model"] = TerminalText.Escape(model);
        if (input.ContextPercent is { } percent) values["context"] = percent.ToString("0", CultureInfo.InvariantCulture) + "%";
        if (input.SessionCost is { } cost) values["session"] = NumberText.Usd(cost);
        try
        {
            IReadOnlyList<string> files = input.TranscriptPath is { } path && Path.IsPathFullyQualified(path) ? [path] : [];
            var usage = context.Loader.Load(context, new(options.Sources, options.NoHistory, Quiet: true, OnlyFiles: files) { Scan = options.Scan, ClosesBehind = true }, CancellationToken.None);
            AddUsage(values, usage.Outcome.Snapshot, input, options, context);
        }
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException)
        {
            // The line says what is known.
        }

        var line = StatuslineTemplate.Fill(template, values);
        context.Out.Write((line.Length == 0 ? "toktrack" : line) + "\n");
        return ExitCodes.Success;
    }

    // A configuration that cannot be read must not blank the line: the defaults serve until it is mended.
    private static ReportOptions ReadOptions(ParseResult parsed, ToolContext context)
    {
        try
        {
            return OptionReader.Read(parsed, context);
        }
        catch (ConfigurationException)
        {
            context.IgnoreConfiguration();
            return OptionReader.Read(parsed, context);
        }
    }

    private static void AddUsage(Dictionary<string, string> values, UsageSnapshot snapshot, StatuslineInput input, ReportOptions options, ToolContext context)
    {
        var pricer = context.Pricer(context);
        var calendar = new LocalCalendar(options.Zone, options.WeekStart);
        var query = new UsageQuery { By = Grouping.None, Zone = options.Zone, WeekStart = options.WeekStart, Cost = options.Cost, Filter = options.Filter };
        DateOnly[] starts = [options.Today, calendar.FirstDay(options.Today, Period.Week), calendar.FirstDay(options.Today, Period.Month)];
        var sums = UsageQuery.RunAll([.. starts.Select(day => query with { Since = day, Until = options.Today })], snapshot, pricer);
        var today = sums[0].Totals;
        values["today"] = NumberText.Cost(today, false);
        values["tokens"] = NumberText.Short(today.Tokens.Total);
        values["week"] = NumberText.Cost(sums[1].Totals, false);
        values["month"] = NumberText.Cost(sums[2].Totals, false);
        AddSession(values, snapshot, pricer, input, query);
        AddBlock(values, snapshot, pricer, options, context.UtcNow.Ticks);
    }

    private static void AddSession(Dictionary<string, string> values, UsageSnapshot snapshot, ISlotPricer pricer, StatuslineInput input, UsageQuery query)
    {
        if (input.SessionId is not { } id || snapshot.Names.Find(NameKind.Session, id) is not (> 0 and var name)) return;
        var key = new RowKey(Grouping.Session, Name: name, Source: SourceId.ClaudeCode);
        var session = (query with { Filter = query.Filter with { Within = [(key, Period.Day)] } }).Run(snapshot, pricer).Totals;
        if (session.Requests == 0) return;
        values.TryAdd("session", NumberText.Cost(session, false));
        if (session.Project.Length > 0) values["project"] = TerminalText.Escape(ProjectLabels.Of(snapshot.Names)[session.Project]);
    }

    private static void AddBlock(Dictionary<string, string> values, UsageSnapshot snapshot, ISlotPricer pricer, ReportOptions options, long now)
    {
        // The active window began at most a few windows ago unless work never paused; a fortnight bounds the walk.
        var recent = snapshot.Since(now - (14 * TimeSpan.TicksPerDay));
        var active = BillingBlocks.Of(recent, BlocksCommand.WindowsQuery(options), pricer, BillingBlocks.DefaultLength, now).FirstOrDefault(b => b.IsActive);
        if (active is null) return;
        values["block"] = active.UnpricedTokens > 0 && active.Cost == 0 ? "unpriced" : NumberText.Usd(active.Cost);
        values["left"] = NumberText.Duration(TimeSpan.FromTicks(active.End - now));
        if (active.BurnRate is { } rate) values["pace"] = NumberText.Usd(rate.CostPerHour);
        if (active.ProjectAt(now) is { } projection) values["projection"] = NumberText.Usd(projection.TotalCost);
    }
}

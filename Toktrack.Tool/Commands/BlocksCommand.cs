using System.CommandLine;
using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Commands;

/// <summary><c>toktrack blocks</c>: billing windows, with the pace and the projection of the active one.</summary>
internal static class BlocksCommand
{
    private const int RecentDays = 3;

    private static readonly Option<bool> s_active = SharedOptions.Flag("--active", "Only the active window, with its projection", "-a");
    private static readonly Option<bool> s_recent = SharedOptions.Flag("--recent", "Only windows of the last 3 days, and the active one", "-r");
    private static readonly Option<string?> s_limit = SharedOptions.Text("--token-limit", "N|max", "Warn at this number of tokens a window; max: the most of any earlier window", "-t");
    private static readonly Option<string?> s_length = SharedOptions.Text("--session-length", "HOURS", "Length of a window in hours (default: 5)", "-n");

    public static void Describe(Command command, ToolContext context)
    {
        command.Options.Add(s_active);
        command.Options.Add(s_recent);
        command.Options.Add(s_limit);
        command.Options.Add(s_length);
        SharedOptions.AddTo(command, SharedOptions.By, SharedOptions.Sort, SharedOptions.Breakdown, SharedOptions.StartOfWeek, SharedOptions.NoTitles, SharedOptions.Top, SharedOptions.Last);
        command.SetAction(parsed => Run(parsed, context));
    }

    /// <summary>The query of billing windows: Claude Code's alone, unless sources are named, since each vendor counts its own.</summary>
    public static UsageQuery WindowsQuery(ReportOptions options) => new()
    {
        Zone = options.Zone,
        Since = options.Since,
        Until = options.Until,
        Cost = options.Cost,
        Filter = options.Sources.Count > 0 ? options.Filter : options.Filter with { Sources = [SourceId.ClaudeCode] },
    };

    private static int Run(ParseResult parsed, ToolContext context)
    {
        var run = new ReportRun(parsed, context);
        var length = ReadLength(parsed.GetValue(s_length));
        var now = context.UtcNow.Ticks;
        var query = WindowsQuery(run.Options);
        var usage = run.Load();
        var all = BillingBlocks.Of(usage.ForBlocks(query, length), query, run.Options.NoCost ? null : context.Pricer(context), length, now);
        var limit = ReadLimit(parsed.GetValue(s_limit), all);
        var shown = all.AsEnumerable();
        if (parsed.GetValue(s_active)) shown = shown.Where(b => b.IsActive);
        if (parsed.GetValue(s_recent)) shown = shown.Where(b => b.IsActive || b.Start >= now - (RecentDays * TimeSpan.TicksPerDay));
        if (run.Options.Descending == true) shown = shown.Reverse();
        var report = new BlocksReport([.. shown], limit, now, run.Options, run.Meta(query));
        switch (run.Options.Format)
        {
            case ReportFormat.Json: BlocksJson.Write(report, context.Out); break;
            case ReportFormat.Csv: BlocksTable.WriteCsv(report, context.Out); break;
            case ReportFormat.Markdown: BlocksTable.WriteMarkdown(report, context.Out); break;
            default: BlocksTable.Write(report, TableStyle.For(run.Options, context), context.Out, parsed.GetValue(s_active)); break;
        }

        return ExitCodes.Success;
    }

    private static TimeSpan ReadLength(string? text)
    {
        if (text is null) return BillingBlocks.DefaultLength;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is >= 0.25m and <= 168 && hours * 4 % 1 == 0)
        {
            return TimeSpan.FromTicks((long)(hours * TimeSpan.TicksPerHour));
        }

        throw new UsageException($"--session-length '{Terminal.TerminalText.Escape(text)}': expected hours from 0.25 to 168, in quarters of an hour.");
    }

    private static long? ReadLimit(string? text, IReadOnlyList<BillingBlock> blocks)
    {
        if (text is null) return null;
        if (text.Equals("max", StringComparison.OrdinalIgnoreCase)) return blocks.Where(b => !b.IsActive).Select(b => b.Tokens.Total).DefaultIfEmpty().Max() is > 0 and var most ? most : null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0) return limit;
        throw new UsageException($"--token-limit '{Terminal.TerminalText.Escape(text)}': expected a number of tokens, or max.");
    }
}

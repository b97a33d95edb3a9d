using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>Billing windows as a table, CSV or Markdown.</summary>
internal static class BlocksTable
{
    public static void Write(BlocksReport report, TableStyle style, TextWriter output, bool onlyActive)
    {
        var writer = new TableWriter(output, style);
        if (report.Blocks.Count == 0)
        {
            writer.Line(onlyActive ? "No active window." : "No usage.");
            return;
        }

        if (!onlyActive) writer.Write(Columns(report), footers: 0, row => report.Blocks[row].IsGap);
        foreach (var block in report.Blocks.Where(b => b.IsActive)) WriteActive(writer, block, report);
    }

    public static void WriteMarkdown(BlocksReport report, TextWriter output)
    {
        if (report.Blocks.Count == 0) output.Write("No usage.\n");
        else MarkdownReport.Write(output, Columns(report), footers: 0);
    }

    public static void WriteCsv(BlocksReport report, TextWriter output)
    {
        output.Write("id,startTime,endTime,actualEndTime,isActive,isGap,entries,inputTokens,outputTokens,cacheCreationTokens,cacheReadTokens,totalTokens" + (report.Options.NoCost ? "" : ",costUSD") + ",models\r\n");
        foreach (var block in report.Blocks)
        {
            var start = JsonOut.Instant(block.Start);
            var fields = new List<string>
            {
                block.IsGap ? "gap-" + start : start, start, JsonOut.Instant(block.End), block.IsGap ? "" : JsonOut.Instant(block.Last),
                block.IsActive ? "true" : "false", block.IsGap ? "true" : "false", CsvText.Number(block.Requests),
            };
            fields.AddRange(CsvText.Tokens(block.Tokens));
            if (!report.Options.NoCost) fields.Add(CsvText.Money(block.Cost));
            fields.Add(CsvText.Field(string.Join(' ', block.Models)));
            output.Write(string.Join(',', fields) + "\r\n");
        }
    }

    private static List<TableColumn> Columns(BlocksReport report)
    {
        var calendar = new LocalCalendar(report.Options.Zone);
        var start = new TableColumn("Window", Tone.Key);
        var state = new TableColumn("State", Tone.Plain) { IsLastResort = true };
        var models = new TableColumn("Models", Tone.Quiet) { DropOrder = 1, MinWidth = 14 };
        var requests = new TableColumn("Requests", Tone.Plain) { AlignRight = true, DropOrder = 2 };
        var tokens = new TableColumn("Tokens", Tone.Plain) { AlignRight = true };
        var limit = new TableColumn("Of limit", Tone.Plain) { AlignRight = true, DropOrder = 3 };
        var cost = new TableColumn("Cost", Tone.Money) { AlignRight = true };
        foreach (var block in report.Blocks)
        {
            var sameDay = calendar.LocalTime(block.Start).Date == calendar.LocalTime(block.End).Date;
            start.Add($"{Time(calendar, block.Start)} – {Time(calendar, block.End)[(sameDay ? 11 : 0)..]}", Time(calendar, block.Start));
            state.Add(block.IsGap ? "gap " + NumberText.Duration(TimeSpan.FromTicks(block.End - block.Start)) : block.IsActive ? "active" : NumberText.Duration(TimeSpan.FromTicks(block.Last - block.First)),
                block.IsGap ? "gap" : block.IsActive ? "active" : "");
            models.Add(TerminalText.Escape(ModelNames.List(block.Models)));
            requests.Add(block.IsGap ? "" : NumberText.Full(block.Requests));
            tokens.Add(block.IsGap ? "" : NumberText.Full(block.Tokens.Total), block.IsGap ? "" : NumberText.Short(block.Tokens.Total));
            limit.Add(block.IsGap || report.Limit is not { } most ? "" : NumberText.Percent(block.Tokens.Total, most));
            cost.Add(block.IsGap ? "" : CostOf(block, false), block.IsGap ? "" : CostOf(block, true));
        }

        List<TableColumn> columns = [start, state, models, requests, tokens];
        if (report.Limit is not null) columns.Add(limit);
        if (!report.Options.NoCost) columns.Add(cost);
        return columns;
    }

    private static void WriteActive(TableWriter writer, BillingBlock block, BlocksReport report)
    {
        var costs = !report.Options.NoCost;
        writer.Line($"Active window: {NumberText.Full(block.Tokens.Total)} tokens" + (costs ? $", {CostOf(block, false)}" : "") +
            $", {NumberText.Duration(TimeSpan.FromTicks(Math.Max(0, block.End - report.Now)))} left.", bold: true);
        if (block.BurnRate is not { } rate || block.ProjectAt(report.Now) is not { } projection) return;
        writer.Line($"Pace: {NumberText.Full((long)rate.TokensPerMinute)} tokens a minute" + (costs ? $", {NumberText.Usd(rate.CostPerHour)} an hour" : "") +
            $". At its end: {NumberText.Full(projection.TotalTokens)} tokens" + (costs ? $", {NumberText.Usd(projection.TotalCost)}" : "") + ".");
        if (report.Limit is not { } limit) return;
        var (percent, status) = BlocksReport.Against(limit, projection.TotalTokens);
        var verdict = status switch { "exceeds" => "will exceed", "warning" => "comes close to", _ => "stays within" };
        writer.Line(string.Create(CultureInfo.InvariantCulture, $"That {verdict} the limit of {NumberText.Full(limit)} tokens ({percent:0.0}%)."), status == "ok" ? Tone.Quiet : Tone.Key);
    }

    private static string CostOf(BillingBlock block, bool compact) => block switch
    {
        { UnpricedTokens: > 0, Cost: 0 } => "unpriced",
        _ => (compact ? NumberText.ShortUsd(block.Cost) : NumberText.Usd(block.Cost)) + (block.UnpricedTokens > 0 ? "*" : ""),
    };

    private static string Time(LocalCalendar calendar, long utcTicks) => calendar.LocalTime(utcTicks).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>JSON with ccusage's keys first and our own after them; the order of keys is fixed (<c>Schemas/report.schema.json</c>).</summary>
internal sealed class JsonReport : IReportRenderer
{
    public void Render(Report report, TextWriter output) => JsonOut.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray(report.Kind.Name);
        foreach (var row in report.Table.Rows) WriteRow(json, report, row);
        json.WriteEndArray();
        if (report.Folders is { } folders) FolderTable.Write(folders, json);
        WriteTotals(json, report);
        json.WriteMeta(report.Meta);
        json.WriteEndObject();
    });

    /// <summary>The <c>totals</c> object.</summary>
    public static void WriteTotals(Utf8JsonWriter json, Report report)
    {
        var totals = report.Table.Totals;
        json.WriteStartObject("totals");
        json.WriteTokens(totals.Tokens);
        json.WriteNumber("totalTokens", totals.Tokens.Total);
        if (!report.Options.NoCost) json.WriteMoney("totalCost", totals.Cost);
        json.WriteDetails(totals);
        json.WriteTexts("unpricedModels", report.Table.UnpricedModels);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Report report, UsageRow row)
    {
        json.WriteStartObject();
        json.WriteString(report.Kind.Key, row.Name);
        if (report.Second != Grouping.None) json.WriteString(ReportKind.KeyOf(row.Second.Grouping), row.SecondName);
        if (report.Kind.By == Grouping.Session)
        {
            json.WriteString("projectPath", row.Project);
            json.WriteText("branch", row.Branch);
        }

        if (report.HasSessions) json.WriteText("title", report.TitleOf(row));

        if (!report.Kind.IsPeriodic)
        {
            json.WriteString("firstActivity", JsonOut.Instant(row.First));
            json.WriteString("lastActivity", JsonOut.Instant(row.Last));
        }

        json.WriteTokens(row.Tokens);
        json.WriteNumber("totalTokens", row.Tokens.Total);
        if (!report.Options.NoCost) json.WriteMoney("totalCost", row.Cost);
        json.WriteTexts("modelsUsed", row.Breakdown.Select(b => b.Name));
        WriteBreakdowns(json, report, row);
        json.WriteDetails(row);
        json.WriteTexts("sources", row.Sources.Select(RowNames.SourceName));
        json.WriteEndObject();
    }

    private static void WriteBreakdowns(Utf8JsonWriter json, Report report, UsageRow row)
    {
        json.WriteStartArray("modelBreakdowns");
        foreach (var part in row.Breakdown)
        {
            json.WriteStartObject();
            json.WriteString("modelName", part.Name);
            json.WriteTokens(part.Tokens);
            if (!report.Options.NoCost) json.WriteMoney("cost", part.Cost);
            json.WriteDetails(part);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

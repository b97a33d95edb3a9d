using System.Text.Json;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>The overview as JSON (<c>Schemas/overview.schema.json</c>).</summary>
internal static class OverviewJson
{
    public static void Write(Overview overview, TextWriter output) => JsonOut.Write(output, json =>
    {
        var costs = !overview.Report.Options.NoCost;
        json.WriteStartObject();
        json.WriteStartObject("overview");
        foreach (var (key, _, row) in overview.Spans)
        {
            json.WriteStartObject(key);
            WriteSums(json, row, costs);
            json.WriteEndObject();
        }

        WriteRows(json, "sources", overview.Sources, costs);
        WriteRows(json, "models", overview.Models, costs);
        WriteRows(json, "projects", overview.Projects, costs);
        json.WriteEndObject();
        JsonReport.WriteTotals(json, overview.Report);
        json.WriteMeta(overview.Report.Meta);
        json.WriteEndObject();
    });

    private static void WriteRows(Utf8JsonWriter json, string name, UsageTable table, bool costs)
    {
        json.WriteStartArray(name);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            WriteSums(json, row, costs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSums(Utf8JsonWriter json, UsageRow? row, bool costs)
    {
        json.WriteTokens(row?.Tokens ?? default);
        json.WriteNumber("totalTokens", row?.Tokens.Total ?? 0);
        if (costs) json.WriteMoney("totalCost", row?.Cost ?? 0);
        json.WriteNumber("requests", row?.Requests ?? 0);
        json.WriteNumber("unpricedTokens", row?.UnpricedTokens ?? 0);
    }
}

using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Rendering;

/// <summary>The findings of <c>doctor</c> as JSON (<c>Schemas/doctor.schema.json</c>).</summary>
internal static class DoctorJson
{
    public static void Write(Findings findings, ToolContext context) => JsonOut.Write(context.Out, json =>
    {
        var s = findings.Statistics;
        json.WriteStartObject();
        json.WriteStartObject("doctor");
        FolderTable.Write(findings.Folders, json);
        json.WriteStartObject("scan");
        json.WriteNumber("files", s.Files);
        json.WriteNumber("filesRead", s.FilesRead);
        json.WriteNumber("bytesRead", s.BytesRead);
        json.WriteNumber("records", s.Records);
        json.WriteNumber("duplicates", s.Duplicates);
        json.WriteNumber("elapsedMilliseconds", (decimal)Math.Round(s.Elapsed.TotalMilliseconds, 3));
        json.WriteString("kernel", s.Kernel);
        json.WriteNumber("threads", s.Threads);
        json.WriteEndObject();
        json.WriteString("ledger", findings.Ledger);
        json.WriteStartObject("skipped");
        foreach (var (kind, count) in findings.Counts) json.WriteNumber(char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..], count);
        json.WriteEndObject();
        json.WriteStartArray("diagnostics");
        foreach (var (diagnostic, line) in findings.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("kind", char.ToLowerInvariant(diagnostic.Kind.ToString()[0]) + diagnostic.Kind.ToString()[1..]);
            json.WriteText("path", diagnostic.Path);
            if (line is { } n) json.WriteNumber("line", n);
            else json.WriteNull("line");
            if (diagnostic.Offset >= 0) json.WriteNumber("offset", diagnostic.Offset);
            else json.WriteNull("offset");
            json.WriteString("detail", diagnostic.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("warnings", findings.Warnings);
        json.WriteNumber("unpricedTokens", findings.Table.Totals.UnpricedTokens);
        json.WriteTexts("unpricedModels", findings.Table.UnpricedModels);
        json.WriteEndObject();
        json.WriteMeta(new(context.UtcNow, findings.Table.Query.Zone.Id, null, null, context.PriceBookName));
        json.WriteEndObject();
    });
}

using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>
/// Comma-separated values: a header, then a line for each row, or with <c>--breakdown</c> for each row and model. Names are
/// the keys of the JSON; there is no line of totals, so that a sum over a column is right.
/// </summary>
internal sealed class CsvReport : IReportRenderer
{
    public void Render(Report report, TextWriter output)
    {
        var isSession = report.Kind.By == Grouping.Session;
        var by = report.Second;
        var header = new List<string> { report.Kind.Key };
        if (by != Grouping.None) header.Add(ReportKind.KeyOf(by));
        if (isSession) header.AddRange(["projectPath", "branch"]);
        if (report.HasSessions) header.Add("title");
        if (report.Options.Breakdown) header.Add("modelName");
        if (!report.Kind.IsPeriodic) header.AddRange(["firstActivity", "lastActivity"]);
        header.AddRange(["inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens", "totalTokens"]);
        if (!report.Options.NoCost) header.Add("totalCost");
        header.AddRange(["reasoningTokens", "cacheCreation5mTokens", "cacheCreation1hTokens", "requests", "unpricedTokens", "sources"]);
        Line(output, header);

        foreach (var row in report.Table.Rows)
        {
            foreach (var part in report.Options.Breakdown ? row.Breakdown : [row]) Line(output, Fields(report, row, part, by));
        }
    }

    private static IEnumerable<string> Fields(Report report, UsageRow row, UsageRow part, Grouping by)
    {
        yield return CsvText.Field(row.Name);
        if (by != Grouping.None) yield return CsvText.Field(row.SecondName);
        if (report.Kind.By == Grouping.Session)
        {
            yield return CsvText.Field(row.Project);
            yield return CsvText.Field(row.Branch);
        }

        if (report.HasSessions) yield return CsvText.Field(report.TitleOf(row) ?? "");

        if (report.Options.Breakdown) yield return CsvText.Field(part.Name);
        if (!report.Kind.IsPeriodic)
        {
            yield return JsonOut.Instant(part.First);
            yield return JsonOut.Instant(part.Last);
        }

        foreach (var field in CsvText.Tokens(part.Tokens)) yield return field;
        if (!report.Options.NoCost) yield return CsvText.Money(part.Cost);
        yield return CsvText.Number(part.Tokens.Reasoning);
        yield return CsvText.Number(part.Tokens.CacheWrite5m);
        yield return CsvText.Number(part.Tokens.CacheWrite1h);
        yield return CsvText.Number(part.Requests);
        yield return CsvText.Number(part.UnpricedTokens);
        yield return CsvText.Field(string.Join(' ', part.Sources.Select(RowNames.SourceName)));
    }

    private static void Line(TextWriter output, IEnumerable<string> fields)
    {
        output.Write(string.Join(',', fields));
        output.Write("\r\n"); // RFC 4180
    }
}

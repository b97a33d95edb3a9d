namespace Toktrack.Tool.Rendering;

/// <summary>A Markdown table (GitHub's dialect).</summary>
internal sealed class MarkdownReport : IReportRenderer
{
    public void Render(Report report, TextWriter output)
    {
        if (report.Table.Rows.Count == 0)
        {
            output.Write("No usage" + MarkdownText.Escape(ReportText.Range(report)) + ".\n");
            return;
        }

        var sheet = ReportSheet.Of(report, report.Options.Compact);
        Write(output, sheet.Columns, footers: 1);
        foreach (var note in ReportText.Notes(report)) output.Write("\n" + MarkdownText.Escape(note) + "\n");
    }

    /// <summary>Writes columns; the last <paramref name="footers"/> rows are bold.</summary>
    public static void Write(TextWriter output, IReadOnlyList<TableColumn> columns, int footers)
    {
        output.Write("| " + string.Join(" | ", columns.Select(c => c.Header)) + " |\n");
        output.Write("|" + string.Concat(columns.Select(c => c.AlignRight ? " ---: |" : " --- |")) + "\n");
        var rows = columns[0].Cells.Count;
        for (var row = 0; row < rows; row++)
        {
            var bold = row >= rows - footers ? "**" : "";
            output.Write("| " + string.Join(" | ", columns.Select(c => c.Cells[row].Length == 0 ? "" : bold + MarkdownText.Escape(c.Cells[row]) + bold)) + " |\n");
        }
    }
}

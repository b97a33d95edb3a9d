namespace Toktrack.Tool.Rendering;

/// <summary>A table for a terminal.</summary>
internal sealed class TableReport(TableStyle style) : IReportRenderer
{
    public void Render(Report report, TextWriter output)
    {
        var writer = new TableWriter(output, style);
        if (report.Table.Rows.Count == 0)
        {
            writer.Line("No usage" + ReportText.Range(report) + ".");
            WriteFolders(report, writer);
            return;
        }

        var sheet = ReportSheet.Of(report, style.Compact);
        writer.Write(sheet.Columns, footers: 1, row => sheet.IsNested(row));
        foreach (var note in ReportText.Notes(report)) writer.Line(note, Tone.Quiet);
        WriteFolders(report, writer);
    }

    private static void WriteFolders(Report report, TableWriter writer)
    {
        if (report.Folders is not { } folders) return;
        writer.Line("");
        writer.Line("Where logs are looked for", bold: true);
        FolderTable.Write(folders, writer);
    }
}

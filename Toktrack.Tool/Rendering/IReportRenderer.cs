namespace Toktrack.Tool.Rendering;

/// <summary>Writes a report in one format.</summary>
internal interface IReportRenderer
{
    /// <summary>Writes the whole report.</summary>
    void Render(Report report, TextWriter output);
}

namespace Toktrack.Tool.Options;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    /// <summary>A table for a terminal or a plain text file.</summary>
    Table,

    /// <summary>JSON with the keys of ccusage and more.</summary>
    Json,

    /// <summary>Comma-separated values (RFC 4180).</summary>
    Csv,

    /// <summary>A Markdown table.</summary>
    Markdown,
}

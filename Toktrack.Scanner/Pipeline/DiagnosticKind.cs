namespace Toktrack.Scanner.Pipeline;

/// <summary>What was skipped, repaired or missed during a scan.</summary>
public enum DiagnosticKind
{
    /// <summary>A line that could carry usage is not JSON; it was skipped.</summary>
    MalformedLine,

    /// <summary>A whole record was found behind a broken one on the same line, and read.</summary>
    SalvagedRecord,

    /// <summary>A line is longer than <see cref="ScanOptions.MaxLineBytes"/>; it was skipped.</summary>
    OverlongLine,

    /// <summary>A record has no usable time; it was not counted.</summary>
    MissingTime,

    /// <summary>A token count is null, negative, fractional or too large; it was taken as 0.</summary>
    BadCount,

    /// <summary>A file or folder could not be read; it was skipped.</summary>
    UnreadableFile,

    /// <summary>Something that is not a regular file has the name of a log; it was skipped.</summary>
    NotAFile,

    /// <summary>A document or database has a shape that is not known; it was skipped.</summary>
    UnknownFormat,

    /// <summary>The sum of all tokens or reported costs reached the largest number and stays there.</summary>
    Saturated,
}

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>What the reference finds in one file.</summary>
internal sealed class PlainReading
{
    /// <summary>The records in the order of the file.</summary>
    public List<PlainRecord> Records { get; } = [];

    /// <summary>Places where a line that could carry usage is not whole JSON.</summary>
    public int Malformed { get; set; }

    /// <summary>Places where reading went on behind a broken object.</summary>
    public int Salvaged { get; set; }

    /// <summary>Lines that are too long.</summary>
    public int Overlong { get; set; }

    /// <summary>Responses without a usable time.</summary>
    public int WithoutTime { get; set; }

    /// <summary>Records with a count that is none.</summary>
    public int BadCounts { get; set; }
}

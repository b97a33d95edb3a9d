namespace Toktrack.Scanner.Io;

/// <summary>How the bytes of a log are brought into memory.</summary>
public enum IoMode
{
    /// <summary>Settled, large files are mapped; live and small ones are read.</summary>
    Auto,

    /// <summary>Every file is mapped. A file that is truncated meanwhile ends the process: for measuring, and for logs nobody writes.</summary>
    Map,

    /// <summary>Every file is read through a reused buffer.</summary>
    Read,
}

namespace Toktrack.Scanner.Io;

/// <summary>How the bytes of a log are brought into memory.</summary>
public enum IoMode
{
    /// <summary>
    /// What is fastest and safe: every file is read. By itself, mapping pays from 64 MiB on (8 to 10 %, <c>WindowBenchmarks</c>), but in a
    /// scan no size was found where it does: one file of 3 GB takes 356 ms read and 407 ms mapped.
    /// </summary>
    Auto,

    /// <summary>Every file is mapped. A file that is truncated meanwhile ends the process: for measuring, and for logs nobody writes.</summary>
    Map,

    /// <summary>Every file is read through a reused buffer.</summary>
    Read,
}

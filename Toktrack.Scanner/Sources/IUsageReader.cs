using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources;

/// <summary>Reads log files of one source for one worker.</summary>
public interface IUsageReader : IDisposable
{
    /// <summary>
    /// Reads one file, or a part of it, and sends its usage records to the context's sink. Bad content is a diagnostic and
    /// never an exception.
    /// </summary>
    /// <returns>Where the next run can go on.</returns>
    /// <exception cref="IOException">The file cannot be opened or read; the pipeline reports it once and goes on.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    FileCheckpoint Read(in ReadRequest request);
}

using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources;

/// <summary>
/// One CLI: where its logs are, how they are read, and how its records are counted once. The only seam between the
/// pipeline and a CLI; implementations are listed in <see cref="SourceCatalog"/>.
/// </summary>
public interface IUsageSource
{
    /// <summary>The source's number in the ledger.</summary>
    SourceId Id { get; }

    /// <summary>The name users type and files carry: lower case with dashes, for instance <c>claude-code</c>.</summary>
    string Key { get; }

    /// <summary>The CLI's own name, for people.</summary>
    string DisplayName { get; }

    /// <summary>True when each line stands for itself, so that a large file may be cut at line boundaries and read by several workers.</summary>
    bool LinesAreIndependent { get; }

    /// <summary>The folders the source looks in, whether they exist or not, in order.</summary>
    IReadOnlyList<string> Roots(SourceEnvironment environment);

    /// <summary>Adds the log files below <see cref="Roots"/> to <paramref name="files"/>. A folder that does not exist is no error; one that cannot be read is a diagnostic.</summary>
    void Locate(SourceEnvironment environment, ICollection<LogFile> files, ScanDiagnostics diagnostics);

    /// <summary>Titles of sessions by session id, where the CLI keeps any apart from its logs. Read when asked for: scans never do.</summary>
    IReadOnlyDictionary<string, string> SessionTitles(SourceEnvironment environment, ScanDiagnostics diagnostics) => new Dictionary<string, string>();

    /// <summary>A reader for one worker. It is used for many files, one after the other, and never by two threads.</summary>
    IUsageReader CreateReader(ReaderContext context);

    /// <summary>
    /// Decides which of the records of one <see cref="UsageRecord.Group"/> are responses: moves those that count to the front
    /// and returns their number. The input holds at most one record for each (variant, sidechain): the best by
    /// <see cref="Toktrack.Scanner.Pipeline.UsageMerger.Precedes"/>. Must be a function of the set, whatever its order.
    /// </summary>
    int ResolveGroup(Span<UsageRecord> records, NameTable names);
}

using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>OpenCode: SQLite databases, and the tree of JSON files before them (usage rules, section 4).</summary>
internal sealed class OpenCodeSource : IUsageSource
{
    /// <summary><see cref="LogFile.Layout"/> of a message file of the older tree.</summary>
    internal const int MessageFile = 0;

    /// <summary><see cref="LogFile.Layout"/> of a database.</summary>
    internal const int Database = 1;

    /// <inheritdoc/>
    public SourceId Id => SourceId.OpenCode;

    /// <inheritdoc/>
    public string Key => "opencode";

    /// <inheritdoc/>
    public string DisplayName => "OpenCode";

    /// <inheritdoc/>
    public bool LinesAreIndependent => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Roots(SourceEnvironment environment)
    {
        var folders = environment.List("OPENCODE_DATA_DIR");
        if (folders.Count == 0)
        {
            var data = environment.Variable("XDG_DATA_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(environment.Home, ".local", "share");
            folders = [Path.Combine(data, "opencode")];
        }

        return [.. folders.Concat(environment.Extra(Key)).Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Locate(SourceEnvironment environment, ICollection<LogFile> files, ScanDiagnostics diagnostics)
    {
        var walker = new FileWalker(diagnostics);
        foreach (var root in Roots(environment))
        {
            var beside = new Dictionary<string, WalkedFile>(StringComparer.Ordinal);
            walker.Walk(root, [".db", ".db-wal"], f => beside[f.Path] = f, recursive: false);
            foreach (var database in beside.Values.Where(f => IsDatabase(f.Path))) files.Add(WithLog(database, beside.GetValueOrDefault(database.Path + "-wal")));
            walker.Walk(Path.Combine(root, "storage", "message"), [".json"], f => files.Add(f.ToLog(Id, MessageFile)));
        }
    }

    private static bool IsDatabase(string path) =>
        path.EndsWith(".db", StringComparison.Ordinal) && Path.GetFileName(path).StartsWith("opencode", StringComparison.Ordinal);

    // What was committed last stands in the -wal: without it a database that grows would look unchanged. Its change time
    // stays out: SQLite sets the -wal's owner whenever the superuser opens it, be it to read.
    private LogFile WithLog(in WalkedFile database, in WalkedFile log) => log.Length == 0
        ? database.ToLog(Id, Database)
        : (database with
        {
            Length = database.Length + log.Length,
            LastWrite = Math.Max(database.LastWrite, log.LastWrite),
        }).ToLog(Id, Database);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> SessionTitles(SourceEnvironment environment, ScanDiagnostics diagnostics)
    {
        var files = new List<LogFile>();
        Locate(environment, files, diagnostics);
        return OpenCodeTitles.Read(Roots(environment), files, diagnostics);
    }

    /// <inheritdoc/>
    public IUsageReader CreateReader(ReaderContext context) => new OpenCodeReader(context);

    /// <inheritdoc/>
    public int ResolveGroup(Span<UsageRecord> records, NameTable names) => OpenCodeForks.Resolve(records, names);
}

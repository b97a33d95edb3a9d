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
            walker.Walk(root, [".db"], f =>
            {
                if (Path.GetFileName(f.Path).StartsWith("opencode", StringComparison.Ordinal)) files.Add(WithLog(f));
            }, recursive: false);
            walker.Walk(Path.Combine(root, "storage", "message"), [".json"], f => files.Add(new(Id, f.Path, f.Length, f.LastWrite, MessageFile)));
        }
    }

    // What was committed last stands in the -wal: without it a database that grows would look unchanged.
    private LogFile WithLog(WalkedFile database)
    {
        var log = new FileInfo(database.Path + "-wal");
        var (length, lastWrite) = log.Exists ? (log.Length, log.LastWriteTimeUtc.Ticks) : (0, 0);
        return new(Id, database.Path, database.Length + length, Math.Max(database.LastWrite, lastWrite), Database);
    }

    /// <inheritdoc/>
    public IUsageReader CreateReader(ReaderContext context) => new OpenCodeReader(context);

    /// <inheritdoc/>
    public int ResolveGroup(Span<UsageRecord> records, NameTable names) => OpenCodeForks.Resolve(records, names);
}

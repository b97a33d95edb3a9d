using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>Gemini CLI: chats as JSON documents, and the record streams of newer versions (usage rules, section 3).</summary>
internal sealed class GeminiSource : IUsageSource
{
    /// <summary><see cref="LogFile.Layout"/> of a document that is rewritten after each turn.</summary>
    internal const int Document = 0;

    /// <summary><see cref="LogFile.Layout"/> of a stream of records, one a line.</summary>
    internal const int Stream = 1;

    /// <inheritdoc/>
    public SourceId Id => SourceId.Gemini;

    /// <inheritdoc/>
    public string Key => "gemini";

    /// <inheritdoc/>
    public string DisplayName => "Gemini CLI";

    /// <inheritdoc/>
    public bool LinesAreIndependent => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Roots(SourceEnvironment environment)
    {
        var folders = environment.List("GEMINI_DATA_DIR");
        if (folders.Count == 0)
        {
            folders = environment.List("GEMINI_CLI_HOME") is { Count: > 0 } homes ? homes : [environment.Home];
            folders = [.. folders.Select(home => Path.Combine(home, ".gemini"))];
        }

        return [.. folders.Concat(environment.Extra(Key)).Select(f => Path.Combine(f, "tmp")).Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Locate(SourceEnvironment environment, ICollection<LogFile> files, ScanDiagnostics diagnostics)
    {
        var walker = new FileWalker(diagnostics);
        foreach (var root in Roots(environment))
        {
            foreach (var project in Projects(root, diagnostics))
            {
                walker.Walk(Path.Combine(project, "chats"), [".json", ".jsonl"], f =>
                    files.Add(f.ToLog(Id, f.Path.EndsWith('l') ? Stream : Document)));
            }
        }
    }

    /// <inheritdoc/>
    public IUsageReader CreateReader(ReaderContext context) => new GeminiReader(context);

    /// <inheritdoc/>
    public int ResolveGroup(Span<UsageRecord> records, NameTable names)
    {
        // One message, as each file states it last: the best of these.
        for (var i = 1; i < records.Length; i++)
        {
            if (GeminiRank.Precedes(records[i], records[0], names)) (records[0], records[i]) = (records[i], records[0]);
        }

        return 1;
    }

    // Beside its chats a project's folder holds checkpoints and tool output that are none of ours.
    private static IReadOnlyList<string> Projects(string root, ScanDiagnostics diagnostics)
    {
        try
        {
            return Directory.Exists(root) ? Directory.GetDirectories(root) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(DiagnosticKind.UnreadableFile, root, -1, $"{e.Message} The folder was skipped.");
            return [];
        }
    }
}

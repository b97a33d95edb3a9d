using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Tool.Usage;

/// <summary>
/// A CLI of which only one session's logs are looked at: its transcript and its sub-agents'. What the status line knows of, so
/// that it need not walk all logs after every turn.
/// </summary>
internal sealed class TranscriptSource(IUsageSource inner, IReadOnlyList<string> transcripts) : IUsageSource
{
    private const int MostSubagents = 500;

    public SourceId Id => inner.Id;

    public string Key => inner.Key;

    public string DisplayName => inner.DisplayName;

    public bool LinesAreIndependent => inner.LinesAreIndependent;

    public IReadOnlyList<string> Roots(SourceEnvironment environment) => inner.Roots(environment);

    public void Locate(SourceEnvironment environment, ICollection<LogFile> files, ScanDiagnostics diagnostics)
    {
        foreach (var transcript in transcripts)
        {
            var path = Path.GetFullPath(transcript);
            if (!IsLog(path, environment)) continue;
            Add(path, files);
            var subagents = Path.Combine(Path.ChangeExtension(path, null), "subagents");
            if (!Directory.Exists(subagents)) continue;
            foreach (var file in Directory.EnumerateFiles(subagents, "*.jsonl").Take(MostSubagents)) Add(file, files);
        }
    }

    public IUsageReader CreateReader(ReaderContext context) => inner.CreateReader(context);

    public int ResolveGroup(Span<UsageRecord> records, NameTable names) => inner.ResolveGroup(records, names);

    // The path comes from outside: nothing but logs of this CLI is opened.
    private bool IsLog(string path, SourceEnvironment environment) =>
        path.EndsWith(".jsonl", StringComparison.Ordinal) &&
        inner.Roots(environment).Any(root => path.StartsWith(root.TrimEnd('/') + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private void Add(string path, ICollection<LogFile> files)
    {
        var file = new FileInfo(path);
        if (file.Exists && (file.Attributes & (FileAttributes.Directory | FileAttributes.Device)) == 0) files.Add(new(inner.Id, path, file.Length, file.LastWriteTimeUtc.Ticks));
    }
}

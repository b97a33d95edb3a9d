using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Usage;

/// <summary>A folder a CLI's logs are looked for in.</summary>
/// <param name="Source">The CLI.</param>
/// <param name="Path">The folder.</param>
/// <param name="Exists">It is there.</param>
/// <param name="Files">Log files in it.</param>
/// <param name="Bytes">Their bytes.</param>
internal sealed record FolderFinding(string Source, string Path, bool Exists, int Files, long Bytes)
{
    /// <summary>The folders of the CLIs that the options ask for, whether they exist or not.</summary>
    /// <param name="context">The world.</param>
    /// <param name="options">The options.</param>
    /// <param name="files">The logs a run has just found for these CLIs; null to look for them.</param>
    public static IReadOnlyList<FolderFinding> Find(ToolContext context, ReportOptions options, IReadOnlyList<LogFile>? files = null)
    {
        var found = new List<FolderFinding>();
        IUsageSource[] sources = [.. SourceCatalog.All.Where(s => options.Sources.Count == 0 || options.Sources.Contains(s.Id))];
        var environment = context.LogEnvironment;
        var summaries = files is null
            ? SourceListing.Of(sources, environment, UsageSnapshot.Empty, new ScanDiagnostics())
            : SourceListing.Of(sources, environment, UsageSnapshot.Empty, files);
        foreach (var listed in summaries)
        {
            foreach (var folder in listed.Folders) found.Add(new(listed.Source.Key, folder.Path, folder.Exists, folder.Files, folder.Bytes));
        }

        return found;
    }
}

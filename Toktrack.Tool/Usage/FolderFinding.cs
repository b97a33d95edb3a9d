using Toktrack.Scanner.Model;
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
    public static IReadOnlyList<FolderFinding> Find(ToolContext context, ReportOptions options)
    {
        var found = new List<FolderFinding>();
        IUsageSource[] sources = [.. SourceCatalog.All.Where(s => options.Sources.Count == 0 || options.Sources.Contains(s.Id))];
        foreach (var listed in SourceListing.Of(sources, context.LogEnvironment, UsageSnapshot.Empty, new()))
        {
            foreach (var folder in listed.Folders) found.Add(new(listed.Source.Key, folder.Path, folder.Exists, folder.Files, folder.Bytes));
        }

        return found;
    }
}

namespace Toktrack.Scanner.Sources;

/// <summary>Puts together the folders a source looks in.</summary>
internal static class SourceFolders
{
    /// <summary><paramref name="folders"/> and those the configuration adds for the source <paramref name="key"/>, each once, in order.</summary>
    public static IReadOnlyList<string> WithExtra(IEnumerable<string> folders, SourceEnvironment environment, string key)
    {
        var extra = environment.ExtraRoots?.GetValueOrDefault(key) ?? [];
        return [.. folders.Concat(extra).Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];
    }
}

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>The project a chat belongs to, which the log itself does not name.</summary>
internal sealed class GeminiProjects
{
    private const string RootFile = ".project_root";
    private const int Levels = 4;
    private const int MaxPathBytes = 32 * 1024;

    private readonly Dictionary<string, string> _known = [];

    /// <summary>The folder a <c>.project_root</c> up to four levels above <paramref name="path"/> names, else the name of the folder that holds <c>chats</c>.</summary>
    public string Of(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        if (!_known.TryGetValue(folder, out var project)) _known[folder] = project = Find(folder);
        return project;
    }

    private static string Find(string folder)
    {
        var above = folder;
        for (var level = 0; level < Levels && above is { Length: > 0 }; level++)
        {
            if (Read(Path.Combine(above, RootFile)) is { Length: > 0 } root) return root;
            above = Path.GetDirectoryName(above);
        }

        for (above = folder; above is { Length: > 0 }; above = Path.GetDirectoryName(above))
        {
            if (Path.GetFileName(above) == "chats") return Path.GetFileName(Path.GetDirectoryName(above)) ?? "";
        }

        return Path.GetFileName(folder);
    }

    private static string? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxPathBytes } ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>What the place of a log says where the log itself is silent.</summary>
internal static class ClaudeFolders
{
    /// <summary>
    /// The project of <c>…/projects/&lt;slug&gt;/…</c>: the slug with its dashes read as separators. The CLI writes <c>/</c> and <c>.</c> both as a
    /// dash, so this is a guess; it serves only logs that carry no <c>cwd</c>. Empty where the path has no such folder.
    /// </summary>
    public static string ProjectOf(string path)
    {
        var parts = path.Split('/', '\\');
        var projects = Array.LastIndexOf(parts, "projects", parts.Length - 2);
        if (projects < 0 || projects + 2 >= parts.Length) return "";
        var slug = parts[projects + 1];
        return slug.StartsWith('-') ? slug.Replace('-', '/') : slug;
    }

    /// <summary>The session of a log: the folder above <c>subagents</c>, else the file's own name.</summary>
    public static string SessionOf(string path)
    {
        var parts = path.Split('/', '\\');
        var subagents = Array.LastIndexOf(parts, "subagents");
        return subagents > 0 ? parts[subagents - 1] : Path.GetFileNameWithoutExtension(parts[^1]);
    }
}

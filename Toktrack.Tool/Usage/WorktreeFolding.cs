namespace Toktrack.Tool.Usage;

/// <summary>
/// Finds the repository a git worktree belongs to: by the worktree's <c>.git</c> file while it exists, else by the folders
/// where tools keep worktrees inside a repository (<c>.claude/worktrees</c>, <c>.worktrees</c>, <c>.git/worktrees</c>).
/// </summary>
internal sealed class WorktreeFolding
{
    private const int MaxPointerBytes = 4096;
    private static readonly string[] s_folders = ["/.claude/worktrees/", "/.worktrees/", "/.git/worktrees/", "/.git/modules/"];

    /// <summary>The path of the main working tree for a project's path, or the path itself.</summary>
    public string Fold(string project)
    {
        var path = project.Replace('\\', '/');
        foreach (var folder in s_folders)
        {
            var at = path.IndexOf(folder, StringComparison.Ordinal);
            if (at > 0) return project[..at];
        }

        return ReadPointer(project) is { } repository ? repository : project;
    }

    private static string? ReadPointer(string project)
    {
        try
        {
            var pointer = new FileInfo(Path.Combine(project, ".git"));
            if (!pointer.Exists || pointer.Length > MaxPointerBytes) return null;
            var text = File.ReadAllText(pointer.FullName).Trim();
            if (!text.StartsWith("gitdir:", StringComparison.Ordinal)) return null;
            var target = Path.GetFullPath(Path.Combine(project, text["gitdir:".Length..].Trim())).Replace('\\', '/');
            var at = target.IndexOf("/.git/worktrees/", StringComparison.Ordinal);
            return at > 0 ? target[..at] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null; // not to be read is not a worktree
        }
    }
}

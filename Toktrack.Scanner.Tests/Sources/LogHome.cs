using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests.Sources;

/// <summary>A home folder with the folders of every CLI.</summary>
internal sealed class LogHome : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public string Codex => Folder.Combine(".codex", "sessions", "2026", "01", "02");

    public string CodexArchive => Folder.Combine(".codex", "archived_sessions");

    public string Gemini => Folder.Combine(".gemini", "tmp", "project", "chats");

    public string OpenCode => Folder.Combine(".local", "share", "opencode");

    public SourceEnvironment Environment => Scans.Environment(Folder.Path);

    public ScanOutcome Scan(ScanOptions? options = null) => Scans.Run(Environment, options ?? new ScanOptions());

    /// <summary>Copies the shared logs of one CLI to where that CLI would have them.</summary>
    public void AddShared(string cli)
    {
        var from = SharedData.Path("logs", cli);
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(path);
            var target = cli switch
            {
                "claude" => Folder.Combine(".claude", "projects", Path.GetRelativePath(from, path)),
                "codex" => Path.Combine(Codex, name),
                "gemini" => Path.Combine(Gemini, name),
                _ => Path.Combine(OpenCode, OpenCodePath(name)),
            };
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    public static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Folder.Dispose();

    // The fixtures write their folders into their names: opencode__storage_v2__message__session__file.json.
    private static string OpenCodePath(string name)
    {
        var parts = name.Split("__");
        return Path.Combine(["storage", .. parts[2..]]);
    }
}

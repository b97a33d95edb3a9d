using System.Text.Json;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>
/// The sessions of the older tree, <c>storage/session/&lt;project&gt;/&lt;session&gt;.json</c>, looked up when a message of
/// theirs is read.
/// </summary>
internal sealed class OpenCodeSessionFiles
{
    private readonly Dictionary<string, Dictionary<string, string>> _files = [];
    private readonly Dictionary<(string, string), OpenCodeSession> _sessions = [];

    /// <summary>The session <paramref name="id"/> of the tree that the message file <paramref name="messagePath"/> is in.</summary>
    public OpenCodeSession Find(string messagePath, string id)
    {
        var storage = StorageOf(messagePath);
        if (_sessions.TryGetValue((storage, id), out var session)) return session;
        if (!_files.TryGetValue(storage, out var files)) _files[storage] = files = List(storage);
        session = files.TryGetValue(id, out var path) ? Read(id, path) : OpenCodeSession.Unknown(id);
        return _sessions[(storage, id)] = session;
    }

    private static string StorageOf(string messagePath)
    {
        for (var folder = Path.GetDirectoryName(messagePath); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.GetFileName(folder) == "message") return Path.GetDirectoryName(folder) ?? "";
        }

        return "";
    }

    private static Dictionary<string, string> List(string storage)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var folder = Path.Combine(storage, "session");
        if (!Directory.Exists(folder)) return files;
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", options).Order(StringComparer.Ordinal))
        {
            files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        return files;
    }

    // A session that cannot be read costs a project's name, never a token: its messages stand for themselves.
    private static OpenCodeSession Read(string id, string path)
    {
        try
        {
            return OpenCodeSession.Parse(id, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return OpenCodeSession.Unknown(id);
        }
    }
}

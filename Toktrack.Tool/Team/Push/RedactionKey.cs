using System.Security.Cryptography;
using Toktrack.Scanner.History;

namespace Toktrack.Tool.Team.Push;

/// <summary>The key of redacted names: made once, kept in toktrack's home, readable by its user alone. Machines that share the file give equal names equal hashes.</summary>
internal static class RedactionKey
{
    private const int Bytes = 32;

    /// <summary>Reads the key, or makes one.</summary>
    /// <exception cref="ToolException">The file holds no key, or cannot be read or written.</exception>
    public static byte[] Of(HistoryHome home)
    {
        var path = Path.Combine(home.Folder, "team.key");
        try
        {
            if (!File.Exists(path)) Create(path);
            return Convert.FromHexString(File.ReadAllText(path).Trim()) is { Length: Bytes } key ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new ToolException($"{path} should hold the key of redacted names, 64 hexadecimal digits, and does not. With another key, names already sent get new hashes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"The key of redacted names cannot be kept in {path}: {e.Message}");
        }
    }

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new StreamWriter(path, options);
            file.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another push was faster.
        }
    }
}

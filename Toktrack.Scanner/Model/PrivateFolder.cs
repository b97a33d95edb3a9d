using System.Runtime.Versioning;

namespace Toktrack.Scanner.Model;

/// <summary>Folders that only the user can look into.</summary>
public static class PrivateFolder
{
    /// <summary>Creates a folder with its parents, unless it exists: then its permissions stay as they are.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else CreatePrivate(path);
    }

    [UnsupportedOSPlatform("windows")]
    private static void CreatePrivate(string path) =>
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

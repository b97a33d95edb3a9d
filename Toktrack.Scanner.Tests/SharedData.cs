namespace Toktrack.Scanner.Tests;

/// <summary>
/// The folder of real logs and conformance data that lies beside the repository (or where TOKTRACK_SHARED says). It is not
/// part of the project: tests that need it are reported as skipped where it is absent.
/// </summary>
internal static class SharedData
{
    public static string? Root { get; } = Find();

    public static bool TryFind(out string root)
    {
        root = Root ?? "";
        return Root is not null;
    }

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root!, .. parts]);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("TOKTRACK_SHARED") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Toktrack.sln"))) folder = folder.Parent;
        if (folder is null) return null;
        return new[] { "../shared", "../../shared" }
            .Select(p => System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, p)))
            .FirstOrDefault(p => Directory.Exists(System.IO.Path.Combine(p, "logs")));
    }
}

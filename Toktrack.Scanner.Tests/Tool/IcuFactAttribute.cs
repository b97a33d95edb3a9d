namespace Toktrack.Scanner.Tests.Tool;

/// <summary>A test that needs the system's culture data; skipped where there is none.</summary>
internal sealed class IcuFactAttribute : FactAttribute
{
    private static readonly string[] s_folders = ["/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib"];

    public IcuFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !s_folders.Any(f => Directory.Exists(f) && Directory.EnumerateFiles(f, "libicuuc.so.*").Any())) Skip = "The system has no culture data (libicu).";
    }
}

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>A test that needs tmux; skipped where there is none.</summary>
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        if (OperatingSystem.IsWindows() || !Exists()) Skip = "tmux is not installed.";
    }

    private static bool Exists() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "tmux")));
}

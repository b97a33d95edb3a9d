using System.Diagnostics;

namespace Toktrack.Scanner.Tests.Pricing;

/// <summary>A fact that needs a network namespace of its own: skipped, and reported so, where there is none to be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespaceFactAttribute : FactAttribute
{
    public NamespaceFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare") || !CanUnshare()) Skip = "Network namespaces are not to be had here.";
    }

    private static bool CanUnshare()
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/unshare", ["--net", "--map-root-user", "true"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

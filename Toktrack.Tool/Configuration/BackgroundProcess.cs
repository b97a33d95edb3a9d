using System.Diagnostics;

namespace Toktrack.Tool.Configuration;

/// <summary>Starts toktrack again, apart from this process.</summary>
internal static class BackgroundProcess
{
    /// <summary>Starts it with <paramref name="arguments"/>, its streams unconnected, and does not wait.</summary>
    public static void Start(IReadOnlyList<string> arguments)
    {
        if (Environment.ProcessPath is not { } program) return;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        Process.Start(start)?.Dispose();
    }
}

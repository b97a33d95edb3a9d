using System.Diagnostics;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>Runs <see cref="ChildProgram"/> in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Runs the child; returns its exit code and what it wrote.</summary>
    /// <param name="limit">A shell command before it, for instance <c>ulimit -n 64</c>; null for none.</param>
    /// <param name="args">The child's arguments.</param>
    public static (int Code, string Output) Run(string? limit, params string[] args)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        string[] command = [host, "exec", typeof(ChildProgram).Assembly.Location, .. args];
        var start = limit is null
            ? new ProcessStartInfo(host, command[1..])
            : new ProcessStartInfo("/bin/sh", ["-c", limit + " && exec \"$@\"", "sh", .. command]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using Toktrack.Scanner.Tests.Chaos;

namespace Toktrack.Benchmarks.Chaos;

/// <summary><c>chaos</c>: writers of all CLIs against scans, a status line and a dashboard on the same home, for as long as asked.</summary>
internal static class ChaosCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 1, Description = "How long." };
        var seed = new Option<ulong>("--seed") { Description = "Fixes what the writers do; default a fresh one, which is printed." };
        var tool = new Option<string?>("--tool") { Description = "The program to run; default the tool beside this program, by dotnet." };
        var command = new Command("chaos", "Write, rename, copy, truncate and delete logs of all CLIs while the tool runs, and compare the ledger with what was written.") { minutes, seed, tool };
        command.SetAction(result => Run(result.GetValue(minutes), result.GetValue(seed), result.GetValue(tool)));
        return command;
    }

    private static int Run(double minutes, ulong seed, string? tool)
    {
        if (seed == 0) seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        Console.WriteLine($"seed {seed}");
        var run = new ChaosRun(tool is null ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "toktrack.dll")] : [tool], seed);
        Console.WriteLine(run.Run(TimeSpan.FromMinutes(minutes), Console.WriteLine));
        foreach (var failure in run.Failures) Console.WriteLine("FAILURE " + failure);
        Console.WriteLine(run.Failures.Count == 0 ? "Nothing lost, nothing invented." : $"{run.Failures.Count} failures");
        return run.Failures.Count == 0 ? 0 : 1;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Toktrack.Scanner.Tests.History;

/// <summary>A process that uses a ledger and may die at any point of it.</summary>
internal static class LedgerChild
{
    /// <summary>True where the process is a native program, which starts in milliseconds.</summary>
    public static bool IsNative => Native is { Length: > 0 };

    private static string? Native => Environment.GetEnvironmentVariable("TOKTRACK_LEDGER_CHILD");

    /// <summary>Starts one: <c>run HOME POINT</c> and <c>run-behind HOME POINT</c> run once and kill themselves at the named point; <c>work HOME NAME RUNS</c> appends to its own log and runs, again and again.</summary>
    public static Process Start(params string[] args)
    {
        var native = Native;
        var start = native is { Length: > 0 }
            ? new ProcessStartInfo(native, ["ledger", .. args])
            : new ProcessStartInfo(
                Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Toktrack.Scanner.Tests.dll"), "ledger", .. args]);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return Process.Start(start)!;
    }

    public static int Run(string[] args)
    {
        using var home = new LedgerHome(args[1]);
        if (args[0] is "run" or "run-behind")
        {
            home.Options = home.Options with
            {
                Fault = point =>
                {
                    if (point == args[2]) Process.GetCurrentProcess().Kill();
                },
            };
            _ = args[0] == "run" ? home.Run(observe: false) : home.RunAndCloseBehind(observe: false);
            return 0;
        }

        for (var run = 0; run < int.Parse(args[3], CultureInfo.InvariantCulture); run++)
        {
            home.Append(args[2], LogLines.Response($"{args[2]}-{run}", 100, request: "r" + run), LogLines.Response("shared-" + (run % 5), 50 + run));
            var outcome = run % 2 == 0 ? home.Run(observe: false) : home.RunAndCloseBehind(observe: false);
            // Whoever waits in vain for five seconds says so, and leaves the saving to the next run. Whoever comes after one that was
            // killed between its summary and its commit, and has not seen that one's newest line yet, takes the day from the summary.
            foreach (var warning in outcome.Warnings.Where(w => !w.StartsWith("Another toktrack is writing", StringComparison.Ordinal) && !w.Contains("knew more of 1 days than the ledger", StringComparison.Ordinal)))
            {
                Console.Error.WriteLine(warning);
                return 2;
            }

            var own = outcome.Scan.Snapshot.Slots.Sum(s => (long)s.Requests);
            if (own < run + 1)
            {
                Console.Error.WriteLine($"run {run}: only {own} responses");
                return 3;
            }
        }

        return 0;
    }
}

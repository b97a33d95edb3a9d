using System.CommandLine;
using System.Diagnostics;

namespace Toktrack.Benchmarks.History;

/// <summary><c>faults</c>: the tests of the ledger in their full amounts (kills, full disks, random histories): tens of minutes instead of seconds.</summary>
internal static class FaultsCommand
{
    public static Command Create()
    {
        var project = new Option<string>("--project") { DefaultValueFactory = _ => "Toktrack.Scanner.Tests", Description = "The test project." };
        var filter = new Option<string>("--filter") { DefaultValueFactory = _ => "FullyQualifiedName~.History.", Description = "Which tests." };
        var child = new Option<string?>("--child") { Description = "The LedgerChild binary, published natively: the process that is killed then starts in milliseconds." };
        var command = new Command("faults", "Run the ledger's tests in full amounts.") { project, filter, child };
        command.SetAction(result =>
        {
            var start = new ProcessStartInfo("dotnet", ["test", result.GetValue(project)!, "--filter", result.GetValue(filter)!, "--logger", "console;verbosity=detailed"]);
            start.Environment["TOKTRACK_TESTS"] = "full";
            if (result.GetValue(child) is { } native) start.Environment["TOKTRACK_LEDGER_CHILD"] = Path.GetFullPath(native);
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        });
        return command;
    }
}

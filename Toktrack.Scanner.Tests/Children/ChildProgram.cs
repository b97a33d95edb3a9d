using System.Globalization;
using System.Text;
using Toktrack.Scanner.Structure;
using Toktrack.Scanner.Tests.Tool;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>What the test assembly does when it is run as a program: the tests whose failure would end the process, or that measure one.</summary>
internal static class ChildProgram
{
    public static int Run(string[] args) => args switch
    {
        ["guard-pages", var seed] => GuardPages.Run(ulong.Parse(seed)),
        ["scan", var home, var io, var threads] => ScanChild.Run(home, Enum.Parse<Toktrack.Scanner.Io.IoMode>(io), int.Parse(threads)),
        ["outputs"] => WriteOutputs(),
        ["opencode-write", var path, var counted, var messages, var seed] => OpenCodeWriter.Run(path, counted, int.Parse(messages), int.Parse(seed)),
        ["opencode-read", var home, var counted, var withLedger] => OpenCodeReading.Run(home, counted, bool.Parse(withLedger)),
        ["kernels"] => ListKernels(),
        _ => Refuse(),
    };

    // The culture of the process in one line, then everything that is to be the same in all of them.
    private static int WriteOutputs()
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        var upper = new string([.. "i".Select(char.ToUpper)]);
        output.Write($"{CultureInfo.CurrentCulture.Name} {1234.5:N1} {upper} {new DateTime(2026, 3, 1):d}\n");
        output.Write(MachineOutputs.All());
        return 0;
    }

    // For the script that reruns the tests with each of them.
    private static int ListKernels()
    {
        foreach (var kernel in KernelCatalog.Supported) Console.WriteLine(kernel.Name);
        return 0;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine("This assembly holds tests: run 'dotnet test'.");
        return 64;
    }
}

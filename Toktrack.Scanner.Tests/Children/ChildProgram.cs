using Toktrack.Scanner.Structure;

namespace Toktrack.Scanner.Tests.Children;

/// <summary>What the test assembly does when it is run as a program: the tests whose failure would end the process, or that measure one.</summary>
internal static class ChildProgram
{
    public static int Run(string[] args) => args switch
    {
        ["guard-pages", var seed] => GuardPages.Run(ulong.Parse(seed)),
        ["scan", var home, var io, var threads] => ScanChild.Run(home, Enum.Parse<Toktrack.Scanner.Io.IoMode>(io), int.Parse(threads)),
        ["kernels"] => ListKernels(),
        _ => Refuse(),
    };

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

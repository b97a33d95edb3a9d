namespace Toktrack.Scanner.Tests.Children;

/// <summary>What the test assembly does when it is run as a program: the tests whose failure would end the process, or that measure one.</summary>
internal static class ChildProgram
{
    private static int Main(string[] args) => args switch
    {
        ["guard-pages", var seed] => GuardPages.Run(ulong.Parse(seed)),
        ["scan", var home, var io, var threads] => ScanChild.Run(home, Enum.Parse<Toktrack.Scanner.Io.IoMode>(io), int.Parse(threads)),
        _ => Refuse(),
    };

    private static int Refuse()
    {
        Console.Error.WriteLine("This assembly holds tests: run 'dotnet test'.");
        return 64;
    }
}

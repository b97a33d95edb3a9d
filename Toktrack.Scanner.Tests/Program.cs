using Toktrack.Scanner.Tests.Children;
using Toktrack.Scanner.Tests.History;

namespace Toktrack.Scanner.Tests;

/// <summary>The test assembly as a process of its own, for tests that kill it, measure it or read where a mistake would end it.</summary>
internal static class Program
{
    public static int Main(string[] args) => args is ["ledger", ..] ? LedgerChild.Run(args[1..]) : ChildProgram.Run(args);
}

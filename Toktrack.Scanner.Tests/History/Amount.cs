namespace Toktrack.Scanner.Tests.History;

/// <summary>How often: seconds in an ordinary test run, tens of minutes with <c>TOKTRACK_TESTS=full</c> (<c>Toktrack.Benchmarks -- faults</c>).</summary>
internal static class Amount
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("TOKTRACK_TESTS") == "full";

    public static int Of(int modest, int full) => IsFull ? full : modest;
}

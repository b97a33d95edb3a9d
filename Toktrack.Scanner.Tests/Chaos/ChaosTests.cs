using Xunit.Abstractions;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>The chaos run for a few seconds; for minutes it is a command of the benchmarks.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public void Run_WritersScansStatusLinesAndADashboard_LoseNothing()
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var run = new ChaosRun([host, Path.Combine(AppContext.BaseDirectory, "toktrack.dll")], 11);
        output.WriteLine(run.Run(TimeSpan.FromSeconds(8)));
        run.Failures.Should().BeEmpty();
    }
}

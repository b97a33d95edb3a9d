using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Sources.ClaudeCode;

public sealed class ClaudeExpectedTotalsTests
{
    public static IEnumerable<object[]> Ways =>
        from kernel in Structure.KernelCatalogNames.Supported
        from threads in new[] { 1, 2, 8 }
        from io in new[] { IoMode.Map, IoMode.Read }
        select new object[] { kernel, threads, io };

    [SharedTheory]
    [MemberData(nameof(Ways))]
    public void Run_RealLogs_EqualsExpectedInEveryCell(string kernel, int threads, IoMode io)
    {
        using var home = new TemporaryFolder();
        Directory.CreateSymbolicLink(home.Combine("projects"), SharedData.Path("logs", "claude"));
        var environment = Scans.Environment(home.Combine("nowhere"), ("CLAUDE_CONFIG_DIR", home.Path));

        var outcome = Scans.Run(environment, new ScanOptions { Kernel = kernel, Threads = threads, Io = io });

        DailyTotals.Of(outcome.Snapshot).Should().BeEquivalentTo(DailyTotals.Expected("claude"), o => o.WithStrictOrdering());
    }
}

using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Sources;

/// <summary>The real logs of Codex, Gemini and OpenCode against the expected totals, cell by cell.</summary>
public sealed class SharedLogsTests
{
    public static IEnumerable<object[]> Kernels => Scans.Kernels;

    [SharedTheory]
    [MemberData(nameof(Kernels))]
    public void Run_CodexLogsPerKernel_GivesExpectedTotals(string kernel)
    {
        using var home = new LogHome();
        home.AddShared("codex");
        var expected = DailyTotals.Expected("codex");
        foreach (var io in new[] { IoMode.Map, IoMode.Read })
        {
            foreach (var threads in new[] { 1, 2, 8 })
            {
                DailyTotals.Of(home.Scan(new() { Kernel = kernel, Io = io, Threads = threads }).Snapshot)
                    .Should().BeEquivalentTo(expected, "kernel {0}, io {1}, {2} threads", kernel, io, threads);
            }
        }
    }

    [SharedTheory]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    public void Run_RealLogs_GivesExpectedTotalsWithoutFindings(string cli)
    {
        using var home = new LogHome();
        home.AddShared(cli);
        var outcome = home.Scan();
        DailyTotals.Of(outcome.Snapshot).Should().BeEquivalentTo(DailyTotals.Expected(cli));
        outcome.Diagnostics.Samples.Where(d => d.Kind is DiagnosticKind.BadCount or DiagnosticKind.MissingTime or DiagnosticKind.UnreadableFile).Should().BeEmpty();
    }

    [SharedFact]
    public void Run_AllFourInOneHome_GivesTheSum()
    {
        using var home = new LogHome();
        var expected = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var cli in new[] { "claude", "codex", "gemini", "opencode" })
        {
            home.AddShared(cli);
            foreach (var (key, cell) in DailyTotals.Expected(cli))
            {
                if (!expected.TryGetValue(key, out var sum)) expected.Add(key, sum = new long[7]);
                for (var i = 0; i < sum.Length; i++) sum[i] += cell[i];
            }
        }

        DailyTotals.Of(home.Scan().Snapshot).Should().BeEquivalentTo(expected);
    }
}

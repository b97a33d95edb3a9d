using Toktrack.Scanner.History;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Tests.Sources;

namespace Toktrack.Scanner.Tests.History;

/// <summary>The real logs of every CLI through the ledger, as they would have grown.</summary>
public sealed class SharedLedgerTests
{
    private static readonly string[] s_clis = ["claude", "codex", "gemini", "opencode"];

    [SharedFact]
    public void Run_RealLogsGrowingInPieces_EndsWithTheExpectedTotals()
    {
        using var whole = new LogHome();
        using var home = new LogHome();
        foreach (var cli in s_clis) whole.AddShared(cli);
        var ledger = new HistoryHome(home.Folder.Combine(".toktrack"));
        foreach (var part in new[] { 0.2, 0.55, 0.9, 1 })
        {
            foreach (var path in Directory.EnumerateFiles(whole.Folder.Path, "*", SearchOption.AllDirectories))
            {
                // A database and a document are replaced as a whole; a log grows.
                var isLog = path.EndsWith(".jsonl", StringComparison.Ordinal);
                if (!isLog && part < 0.5) continue;
                var target = home.Folder.Combine(Path.GetRelativePath(whole.Folder.Path, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var bytes = File.ReadAllBytes(path);
                var from = File.Exists(target) ? (int)new FileInfo(target).Length : 0;
                var to = isLog ? (int)(bytes.Length * part) : bytes.Length;
                using var stream = new FileStream(target, FileMode.Append);
                stream.Write(bytes.AsSpan(from, to - from));
            }

            HistoryRun.Run(SourceCatalog.All, home.Environment, ledger).Warnings.Should().BeEmpty();
        }

        var expected = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var (key, cell) in s_clis.SelectMany(DailyTotals.Expected))
        {
            if (!expected.TryGetValue(key, out var sum)) expected.Add(key, sum = new long[7]);
            for (var i = 0; i < sum.Length; i++) sum[i] += cell[i];
        }

        Thread.Sleep(80);
        HistoryRun.Run(SourceCatalog.All, home.Environment, ledger);
        Directory.Delete(home.Folder.Combine(".claude"), recursive: true);
        Directory.Delete(home.Folder.Combine(".codex"), recursive: true);
        var outcome = HistoryRun.Run(SourceCatalog.All, home.Environment, ledger);
        outcome.Scan.Statistics.FilesRead.Should().Be(0);
        DailyTotals.Of(outcome.Scan.Snapshot).Should().BeEquivalentTo(expected);
        HistoryMaintenance.Verify(ledger).Findings.Should().BeEmpty();
    }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Demo;

namespace Toktrack.Scanner.Tests.Demo;

public sealed class CorpusTests
{
    [Fact]
    public void Write_Codex_TruthEqualsAPlainReading()
    {
        using var home = new TemporaryHome();
        var summary = CorpusGenerator.Write(new CorpusOptions { Home = home.Folder, Size = 12_000_000, Files = 60, TextScale = 0.2 }, SourceId.Codex);

        var read = PlainCodexReading.Read(Path.Combine(home.Folder, ".codex"), out var replayed);

        summary.Truth.Rows.ToDictionary(row => (row.Day, row.Model), row => (row.Tokens, row.Requests)).Should().BeEquivalentTo(read);
        read.Should().HaveCountGreaterThan(20);
        replayed.Should().BePositive();
    }

    /// <summary>Every CLI that can be read, on logs whose totals are known from having written them.</summary>
    public static TheoryData<SourceId> Sources => [.. SourceCatalog.All.Select(source => source.Id)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Scan_GeneratedLogs_FindsTheTruth(SourceId source)
    {
        using var home = new TemporaryHome();
        var options = new CorpusOptions { Home = home.Folder, Size = 8_000_000, Files = source == SourceId.ClaudeCode ? 48 : 30, TextScale = 0.3, Seed = 3 };
        var summary = CorpusGenerator.Write(options, source);
        var environment = new SourceEnvironment(home.Folder, _ => null);

        var outcome = UsageScan.Run([SourceCatalog.Get(source)], environment, new ScanOptions { Threads = 2 });

        var found = outcome.Snapshot.Slots
            .GroupBy(slot => ((int)((slot.Start - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay), outcome.Snapshot.Names[slot.Model]))
            .ToDictionary(
                group => group.Key,
                group => (group.Aggregate(default(TokenCounts), (sum, slot) => { sum.Add(slot.Tokens); return sum; }), group.Sum(slot => (long)slot.Requests)));
        summary.Truth.Rows.ToDictionary(row => (row.Day, row.Model), row => (row.Tokens, row.Requests)).Should().BeEquivalentTo(found);
        found.Should().NotBeEmpty();
    }
}

using Toktrack.Scanner.History;

namespace Toktrack.Scanner.Tests.History;

public sealed class LegacyImportTests
{
    private const string Earlier =
        """
        {"cli":"claude-code","version":7,"updated_at":1700000000,"summaries":[
        {"date":"2025-11-01","total_input_tokens":11,"total_output_tokens":22,"total_cache_read_tokens":33,"total_cache_creation_tokens":44,"total_thinking_tokens":0,"total_cost_usd":1.25,
         "models":{"claude-opus-4-5":{"input_tokens":11,"output_tokens":22,"cache_read_tokens":33,"cache_creation_tokens":44,"cost_usd":1.25,"count":3}}},
        {"date":"2025-11-02","total_input_tokens":5,"total_output_tokens":6,"total_cache_read_tokens":0,"total_cache_creation_tokens":0,"total_cost_usd":0.5,
         "models":{"claude-opus-4-5":{"input_tokens":5,"output_tokens":6,"cache_read":0,"cache_creation":7,"cost_usd":0.5,"count":1}}},
        {"date":"2026-03-01","total_input_tokens":999999,"total_output_tokens":999999,"total_cache_read_tokens":0,"total_cache_creation_tokens":0,"total_cost_usd":9,
         "models":{"claude-opus-4-5":{"input_tokens":999999,"output_tokens":999999,"cache_read_tokens":0,"cache_creation_tokens":0,"cost_usd":9,"count":9}}}]}
        """;

    [Fact]
    public void Run_SummariesOfTheRustToktrack_AreImportedOnceForDaysOfTheirOwn()
    {
        using var home = new LedgerHome();
        var path = Place(home, Earlier);
        home.Append("a", LogLines.Response("m1", 100, "2026-03-01T10:00:00Z"));

        var first = home.Run();
        first.Warnings.Should().ContainSingle().Which.Should().Contain("Imported 3 days of Claude Code");
        var totals = DailyTotals.Of(first.Scan.Snapshot);
        totals["2025-11-01 claude-opus-4-5"].Should().Equal(11, 22, 44, 0, 33, 0, 3);
        totals["2025-11-02 claude-opus-4-5"].Should().Equal(5, 6, 7, 0, 0, 0, 1);
        totals["2026-03-01 claude-opus-4-5"].Should().Equal(10, 100, 0, 0, 100, 0, 1);
        first.Scan.Snapshot.Slots.Sum(s => s.ReportedCost).Should().Be(1_750_000_000);

        var backup = Directory.GetFiles(home.Home.Cache, "*.before-import-*").Should().ContainSingle().Which;
        File.ReadAllText(backup).Should().Be(Earlier);
        DailySummary.IsOurs(File.ReadAllBytes(path)).Should().BeTrue();

        var second = home.Run();
        second.Warnings.Should().BeEmpty();
        DailyTotals.Of(second.Scan.Snapshot).Should().BeEquivalentTo(totals);
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Run_RecordsForAnImportedDayAppear_TheyReplaceIt()
    {
        using var home = new LedgerHome();
        Place(home, Earlier);
        home.Run();
        home.Append("a", LogLines.Response("m1", 100, "2025-11-01T10:00:00Z"));
        DailyTotals.Of(home.Run().Scan.Snapshot)["2025-11-01 claude-opus-4-5"].Should().Equal(10, 100, 0, 0, 100, 0, 1);
    }

    [Fact]
    public void Run_LedgerLostAfterAnImport_KeepsTheImportedDays()
    {
        using var home = new LedgerHome();
        Place(home, Earlier);
        var totals = DailyTotals.Of(home.Run().Scan.Snapshot);
        File.Delete(home.Home.Database);
        DailyTotals.Of(home.Run().Scan.Snapshot).Should().BeEquivalentTo(totals);
    }

    [Theory]
    [InlineData("{\"cli\":\"claude-code\",\"summaries\":[]}")]
    [InlineData("{\"cli\":\"claude-code\",\"summaries\":[1,null,{},{\"date\":7},{\"date\":\"2025-13-45\"}]}")]
    [InlineData("{\"summaries\":{}}")]
    [InlineData("[]")]
    [InlineData("{\"cli\":\"claude-code\",\"summ")]
    [InlineData("\0\0\0\0")]
    public void Run_SummariesThatSayNothing_AreKeptAsideAndNothingIsInvented(string text)
    {
        using var home = new LedgerHome();
        Place(home, text);
        home.Append("a", LogLines.Response("m1", 100));
        LedgerHome.Total(home.Run().Scan.Snapshot).Should().Be(210);
        home.Run().Warnings.Should().BeEmpty();
        Directory.GetFiles(home.Home.Cache).Select(File.ReadAllText).Should().Contain(text);
    }

    [Fact]
    public void Read_HostileNumbers_AreTakenAsNothing()
    {
        var text = """{"summaries":[{"date":"2025-11-01","models":{"m":{"input_tokens":-5,"output_tokens":1e30,"cache_read_tokens":"7","cost_usd":1e300,"count":2.5}}}]}""";
        var sum = LegacySummary.Read(System.Text.Encoding.UTF8.GetBytes(text), Toktrack.Scanner.Model.SourceId.ClaudeCode)!.Single().Sums.Single();
        sum.Tokens.IsZero.Should().BeTrue();
        sum.ReportedCost.Should().Be(0);
    }

    private static string Place(LedgerHome home, string text)
    {
        Directory.CreateDirectory(home.Home.Cache);
        var path = Path.Combine(home.Home.Cache, "claude-code_daily.json");
        File.WriteAllText(path, text);
        return path;
    }
}

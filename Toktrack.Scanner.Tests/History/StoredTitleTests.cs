using System.Text;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.History;

public sealed class StoredTitleTests
{
    private const string Title = "{\"type\":\"ai-title\",\"aiTitle\":\"Repair the orrery\"}";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_TitlesInLogs_AreInTheLedgerOnlyWhereAskedFor(bool store)
    {
        using var home = Home(store);
        home.Append("a", LogLines.Response("m1", 100), Title);
        home.Run().Warnings.Should().BeEmpty();
        Files(home).Any(Holds).Should().Be(store);
        File.Delete(home.Log("a"));
        home.Run();
        Find(home, "a").Should().Be(store ? "Repair the orrery" : null);
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
        LedgerHome.Canonical(home.Run().Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
    }

    [Fact]
    public void Run_AskedForLater_LooksAtEveryLogOnceAndThenAtWhatChanged()
    {
        using var home = Home(store: false);
        home.Append("a", LogLines.Response("m1", 100), Title);
        home.Append("b", LogLines.Response("m2", 100));
        home.Append("agent-c", LogLines.Response("m3", 100), Title);
        home.Run();
        home.Options = home.Options with { StoreTitles = true };
        home.Run();
        (Find(home, "a"), Find(home, "b"), Find(home, "agent-c")).Should().Be(("Repair the orrery", null, null));

        home.Append("b", Title.Replace("orrery", "abacus", StringComparison.Ordinal));
        home.Append("a", "{\"type\":\"custom-title\",\"customTitle\":\"" + new string('x', 600) + "\"}");
        home.Run();
        (Find(home, "a"), Find(home, "b")).Should().Be((new string('x', 500), "Repair the abacus"));
    }

    [Fact]
    public void ForgetTitles_StoredOnes_AreInNoFileAnyMore()
    {
        using var home = Home(store: true);
        home.Append("a", LogLines.Response("m1", 100), Title);
        home.Run();
        HistoryMaintenance.ForgetTitles(home.Home).Should().Be(1);
        Files(home).Any(Holds).Should().BeFalse();
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
        LedgerHome.Canonical(home.Run().Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        Find(home, "a").Should().Be("Repair the orrery", "the log is still there and the setting still on");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Export_AndImport_CarryTitlesWhereBothAskForThem(bool exported, bool imported)
    {
        using var home = Home(store: true);
        home.Append("a", LogLines.Response("m1", 100), Title);
        home.Run();
        using var export = new MemoryStream();
        HistoryMaintenance.Export(home.Home, export, exported);
        Holds(export.ToArray()).Should().Be(exported);
        using var other = Home(imported);
        export.Position = 0;
        HistoryMaintenance.Import(other.Home, export, imported);
        Find(other, "a").Should().Be(exported && imported ? "Repair the orrery" : null);
    }

    [Fact]
    public void Run_DamagedLedger_KeepsTitlesOfWholeBlocks()
    {
        using var home = Home(store: true);
        home.Append("a", LogLines.Response("m1", 100), Title);
        home.Run();
        File.Delete(home.Log("a"));
        using (var store = home.Open())
        {
            store.Database.BeginWrite();
            store.Database.DeleteAll(BlockKind.Root);
            store.Database.Commit();
        }

        home.Run().Warnings.Should().NotBeEmpty();
        Find(home, "a").Should().Be("Repair the orrery");
    }

    [Fact]
    public void Rebuild_WithTitles_KeepsThoseOfLiveLogs()
    {
        using var home = Home(store: true);
        home.Append("a", LogLines.Response("m1", 100), Title);
        home.Append("b", LogLines.Response("m2", 100), Title);
        home.Run();
        File.Delete(home.Log("b"));
        HistoryMaintenance.Rebuild(Toktrack.Scanner.Sources.SourceCatalog.All, home.Environment, home.Home, _ => true);
        home.Run();
        (Find(home, "a"), Find(home, "b")).Should().Be(("Repair the orrery", null));
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
    }

    private static LedgerHome Home(bool store)
    {
        var home = new LedgerHome();
        home.Options = home.Options with { StoreTitles = store };
        return home;
    }

    private static string? Find(LedgerHome home, string session) =>
        StoredTitles.Find(home.Home, [(SourceId.ClaudeCode, session)]).Values.SingleOrDefault();

    private static IEnumerable<byte[]> Files(LedgerHome home) => Directory.GetFiles(home.Home.Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes);

    private static bool Holds(byte[] bytes) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("orrery")) >= 0;
}

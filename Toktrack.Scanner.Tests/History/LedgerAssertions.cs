using Toktrack.Scanner.History;

namespace Toktrack.Scanner.Tests.History;

/// <summary>What must hold of a home's ledger. Apart from the home, which programs without assertions use, too.</summary>
internal static class LedgerAssertions
{
    /// <summary>What the ledger holds, without reading a log; opening it must give no notice.</summary>
    public static List<string> Content(this LedgerHome home)
    {
        using var store = home.Open();
        store.Notices.Should().BeEmpty();
        return LedgerHome.Canonical(store.Snapshot);
    }

    /// <summary>After one more run everything is as if nothing had happened, and nothing is left lying about.</summary>
    public static void ShouldBeWhole(this LedgerHome home, List<string> expected)
    {
        var outcome = home.Run();
        outcome.Warnings.Should().BeEmpty();
        LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(expected);
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
        Directory.GetFileSystemEntries(home.Home.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .Should().BeSubsetOf(["history.db", "history.lock", "cache", "claude-code_daily.json"]);
    }
}

using Microsoft.Data.Sqlite;
using Toktrack.Scanner.History;

namespace Toktrack.Scanner.Tests.History;

/// <summary>Ledgers are of the page size of the version that made them, and of whichever their owner gave them.</summary>
public sealed class LedgerPageSizeTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(32768)]
    [InlineData(65536)]
    public void Run_LedgerOfAnotherPageSize_GoesOnInIt(int pageSize)
    {
        using var home = new LedgerHome();
        var random = new Random(pageSize);
        for (var i = 0; i < 400; i++) home.Append("a", LogLines.Random(random));
        Thread.Sleep(30);
        home.Run();
        Rebuild(home.Home.Database, pageSize);
        for (var i = 0; i < 40; i++) home.Append("b", LogLines.Random(random));
        var outcome = home.Run();
        outcome.Warnings.Should().BeEmpty();
        outcome.Scan.Statistics.FilesRead.Should().Be(1, "the other file is known");
        File.Delete(home.Log("a"));
        File.Delete(home.Log("b"));
        outcome = home.Run();
        outcome.Warnings.Should().BeEmpty();
        LedgerHome.Canonical(outcome.Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
        Directory.GetFiles(home.Home.Folder, "history.db.corrupt-*").Should().BeEmpty("it is whole");
        PageSize(home.Home.Database).Should().Be(pageSize);
    }

    private static void Rebuild(string ledger, int pageSize)
    {
        using (var connection = Open(ledger))
        {
            Execute(connection, "PRAGMA journal_mode=DELETE");
            Execute(connection, $"PRAGMA page_size={pageSize}");
            Execute(connection, "VACUUM");
            Execute(connection, "PRAGMA journal_mode=WAL");
        }

        PageSize(ledger).Should().Be(pageSize);
    }

    private static long PageSize(string ledger)
    {
        using var connection = Open(ledger);
        return (long)Execute(connection, "PRAGMA page_size")!;
    }

    private static SqliteConnection Open(string ledger)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ledger, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}

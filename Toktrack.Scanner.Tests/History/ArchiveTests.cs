using System.Text;
using Toktrack.Scanner.History;

namespace Toktrack.Scanner.Tests.History;

public sealed class ArchiveTests
{
    [Fact]
    public void Import_TwiceAndInAnyOrder_GivesTheSameLedger()
    {
        var exports = new List<byte[]>();
        for (var machine = 0; machine < 3; machine++)
        {
            using var home = new LedgerHome { Options = new() { Machine = "machine" + machine } };
            var random = new Random(machine);
            for (var i = 0; i < 40; i++) home.Append("a", LogLines.Random(random));
            home.Run();
            exports.Add(Export(home));
        }

        string? first = null;
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [1, 1, 2, 0, 1], [0, 2, 1, 2] })
        {
            using var home = new LedgerHome { Options = new() { Machine = "target" } };
            foreach (var index in order) Import(home, exports[index]);
            var merged = Encoding.UTF8.GetString(Export(home));
            (first ??= merged).Should().Be(merged);
            merged.Should().Contain("@machine0:").And.Contain("@machine1:").And.NotContain("@target:");
            HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
        }
    }

    [Fact]
    public void Import_OwnExport_ChangesNothing()
    {
        using var home = new LedgerHome();
        home.Append("a", [.. Enumerable.Range(0, 50).Select(i => LogLines.Random(new Random(i)))]);
        home.Run();
        var export = Export(home);
        Import(home, export);
        Export(home).Should().Equal(export);
        LedgerHome.Canonical(home.Run().Scan.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
    }

    [Fact]
    public void Import_IntoAnEmptyLedgerOfTheSameMachine_RestoresEverything()
    {
        using var home = new LedgerHome();
        home.Append("a", [.. Enumerable.Range(0, 50).Select(i => LogLines.Random(new Random(i)))]);
        home.Run();
        var export = Export(home);
        using var other = new LedgerHome();
        Import(other, export);
        using var store = other.Open();
        LedgerHome.Canonical(store.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
    }

    [Fact]
    public void Import_DamagedAtAnyByte_IsRefusedWhole()
    {
        using var home = new LedgerHome();
        home.Append("a", [.. Enumerable.Range(0, 5).Select(i => LogLines.Random(new Random(i + 7)))]);
        home.Run();
        var export = Export(home);
        using var target = new LedgerHome { Options = new() { Machine = "target" } };
        target.Append("x", LogLines.Response("own", 100));
        target.Run();
        var before = Export(target);
        for (var at = 0; at < export.Length; at++)
        {
            var flipped = export.ToArray();
            flipped[at] ^= (byte)(1 << (at % 8));
            Refused(() => Import(target, flipped));
            if (at % 3 == 0) Refused(() => Import(target, export[..at]));
        }

        Refused(() => Import(target, [.. export, (byte)'\n']));
        Export(target).Should().Equal(before);
    }

    [Theory]
    [InlineData("[\"r\",1,\"00000000000000aa\",\"0000000000000000\",-5,1,0,0,1,1,0,0,0,0,1,0,0,0,0,0,0]", "impossible")]
    [InlineData("[\"r\",1,\"00000000000000aa\",\"0000000000000000\",5,1,0,0,-1,1,0,0,0,0,1,0,0,0,0,0,0]", "impossible")]
    [InlineData("[\"r\",1,\"00000000000000aa\",\"0000000000000000\",5,1,0,0,9223372036854775807,1,0,0,0,0,1,0,0,0,0,0,0]", "impossible")]
    [InlineData("[\"r\",99,\"00000000000000aa\",\"0000000000000000\",5,1,0,0,1,1,0,0,0,0,1,0,0,0,0,0,0]", "does not know")]
    [InlineData("[\"r\",1,\"0000000000000000\",\"0000000000000000\",5,1,0,0,1,1,0,0,0,0,1,0,0,0,0,0,0]", "identity")]
    [InlineData("[\"r\",1,\"00000000000000aa\",\"0000000000000000\",5,1,0,0,1,1,0,0,0,0,9,0,0,0,0,0,0]", "introduced")]
    [InlineData("[\"r\",1,\"00000000000000aa\",\"0000000000000000\",5,1,0,0,1,1,0,0,0,0,1,1,0,0,0,0,0]", "wrong kind")]
    [InlineData("[\"r\",1,\"00000000000000aa\",\"0000000000000000\",5,1,0,0,1,1,0,0,0,0,1,0,0,0,0,0,255]", "impossible")]
    [InlineData("[\"n\",5,\"/etc/passwd\"]", "machine")]
    [InlineData("[\"n\",9,\"x\"]", "impossible")]
    [InlineData("{\"a\":1}", "not one of an export")]
    [InlineData("not json", "not one of an export")]
    public void Import_ImpossibleLine_IsRefusedWithItsNumber(string line, string reason)
    {
        using var home = new LedgerHome();
        var text = "{\"toktrack_export\":1,\"machine\":\"m\"}\n[\"n\",5,\"@m:/a\"]\n" + line + "\n";
        var refused = Refused(() => Import(home, Encoding.UTF8.GetBytes(text)));
        refused.Message.Should().Contain("Line 3").And.Contain(reason).And.Contain("Nothing was imported");
    }

    [Fact]
    public void Rebuild_LogsGone_DropsThemAfterAskingAndKeepsABackup()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100, "2026-03-01T10:00:00Z"));
        home.Append("b", LogLines.Response("m2", 200, "2026-03-02T10:00:00Z"));
        home.Run();
        File.Delete(home.Log("a"));
        var sources = Toktrack.Scanner.Sources.SourceCatalog.All;
        HistoryMaintenance.Rebuild(sources, home.Environment, home.Home, _ => false).DaysFewer.Should().Be(1);
        using (var store = home.Open()) LedgerHome.Total(store.Snapshot).Should().Be(520);
        var plan = HistoryMaintenance.Rebuild(sources, home.Environment, home.Home, _ => true);
        using (var store = home.Open()) LedgerHome.Total(store.Snapshot).Should().Be(310);
        HistoryMaintenance.Verify(home.Home).Findings.Should().BeEmpty();
        File.Copy(plan.Backup, home.Home.Database, overwrite: true);
        using (var store = home.Open()) LedgerHome.Total(store.Snapshot).Should().Be(520);
    }

    [Fact]
    public void Backup_OverAFile_IsRefused()
    {
        using var home = new LedgerHome();
        home.Append("a", LogLines.Response("m1", 100));
        home.Run();
        var target = Path.Combine(home.Folder, "copy.db");
        HistoryMaintenance.Backup(home.Home, target).Should().Be(target);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(target).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        FluentActions.Invoking(() => HistoryMaintenance.Backup(home.Home, target)).Should().Throw<IOException>();
        new FileInfo(target).Length.Should().BePositive();
    }

    private static byte[] Export(LedgerHome home)
    {
        using var stream = new MemoryStream();
        using var store = home.Open();
        LedgerExport.Write(store, stream);
        return stream.ToArray();
    }

    private static void Import(LedgerHome home, byte[] export)
    {
        using var store = home.Open();
        LedgerImport.Run(store, new MemoryStream(export));
    }

    private static InvalidDataException Refused(Action import) => FluentActions.Invoking(import).Should().Throw<InvalidDataException>().Which;
}

using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources.OpenCode;
using Toktrack.Scanner.Tests.Children;

namespace Toktrack.Scanner.Tests.Sources.OpenCode;

/// <summary>Reading while OpenCode writes, and where toktrack may not write.</summary>
public sealed class OpenCodeConcurrencyTests
{
    private const long Created = 1_760_000_000_000;
    private const int Messages = 3000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_WhileAnotherProcessWrites_SeesNoLockErrorAndNoLostOrDoubledRow(bool withLedger)
    {
        using var home = new LogHome();
        var (writer, counted) = StartWriter(home);
        var (runs, wrong) = OpenCodeReading.Loop(home.Folder.Path, counted, withLedger);
        var (code, text) = await writer;
        wrong.Should().BeEmpty();
        code.Should().Be(0, text);
        runs.Should().BeGreaterThan(3);
        OpenCodeRulesTests.Cells(home.Scan()).Should().Equal($"glm-5 {Messages * 10}/{Messages * 7} {Messages}");
    }

    [SuperuserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_FolderThatOnlyTheWriterMayWrite_SeesNoLockErrorAndNoLostOrDoubledRow(bool withLedger)
    {
        if (OperatingSystem.IsWindows()) return; // skipped there; the compiler does not know
        using var home = new LogHome();
        const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(home.Folder.Path, Passable);
        Directory.CreateDirectory(home.Folder.Combine("ledger"), Passable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(home.Folder.Combine("ledger"), Passable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        var (writer, counted) = StartWriter(home);
        var (code, text) = ChildProcess.Run(null, "opencode-read", home.Folder.Path, counted, withLedger.ToString());
        var (written, said) = await writer;
        (code, written).Should().Be((0, 0), text + said);
        int.Parse(text["runs ".Length..].Split('\n')[0]).Should().BeGreaterThan(3);
    }

    [Fact]
    public void Scan_CommittedButNotCheckpointed_IsSeen()
    {
        using var home = new LogHome();
        using var database = OpenCodeRulesTests.Database(home);
        database.Run("PRAGMA wal_autocheckpoint=0").Session("s").Message("a", "s", Created, 10, 5);
        new FileInfo(database.Path + "-wal").Length.Should().BePositive();
        OpenCodeRulesTests.Cells(home.Scan()).Should().Equal("glm-5 10/7 1");
    }

    [Fact]
    public void Scan_UncommittedRows_AreNotSeen()
    {
        using var home = new LogHome();
        using var database = OpenCodeRulesTests.Database(home).Session("s").Message("a", "s", Created, 10, 5);
        database.Run("BEGIN IMMEDIATE").Message("b", "s", Created, 11, 5);
        OpenCodeRulesTests.Cells(home.Scan()).Should().Equal("glm-5 10/7 1");
    }

    [Fact]
    public void Scan_ExclusivelyLockedDatabase_IsReportedAndReadNextTime()
    {
        using var home = new LogHome();
        using var database = new OpenCodeScript(Path.Combine(home.OpenCode, "opencode.db"), wal: false).Session("s").Message("a", "s", Created, 10, 5);
        database.Run("BEGIN EXCLUSIVE");
        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        reads.Diagnostics.Count(DiagnosticKind.UnreadableFile).Should().Be(1);
        database.Run("COMMIT");
        Sum(reads.Run())[6].Should().Be(1);
    }

    [Fact]
    public void OpenImmutable_ClosedDatabase_LeavesNoFileBehind()
    {
        using var home = new LogHome();
        var path = Closed(home, "opencode #1 50% ?.db");
        using (var database = OpenCodeDatabase.OpenImmutable(path)) Count(database).Should().Be(1);
        Directory.GetFiles(home.OpenCode).Should().Equal(path);
    }

    [Fact]
    public void OpenCopy_DatabaseWithALeftWal_ReadsItWithoutTouchingIt()
    {
        using var home = new LogHome();
        using var writer = OpenCodeRulesTests.Database(home);
        writer.Run("PRAGMA wal_autocheckpoint=0").Session("s").Message("a", "s", Created, 10, 5);
        var folder = home.Folder.Combine("read-only");
        Directory.CreateDirectory(folder);
        foreach (var end in new[] { "", "-wal" }) File.Copy(writer.Path + end, Path.Combine(folder, "opencode.db" + end));
        using (var database = OpenCodeDatabase.OpenCopy(Path.Combine(folder, "opencode.db"))) Count(database).Should().Be(1);
        Directory.GetFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo("opencode.db", "opencode.db-wal");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scan_FolderThatCannotBeWritten_IsRead(bool leftWal)
    {
        using var home = new LogHome();
        if (leftWal)
        {
            using var writer = new OpenCodeScript(home.Folder.Combine("live", "opencode.db"));
            writer.Run("PRAGMA wal_autocheckpoint=0").Session("s").Message("a", "s", Created, 10, 5);
            Directory.CreateDirectory(home.OpenCode);
            foreach (var end in new[] { "", "-wal" }) File.Copy(writer.Path + end, Path.Combine(home.OpenCode, "opencode.db" + end));
        }
        else
        {
            Closed(home, "opencode.db");
        }

        // The superuser may write anywhere: for him this is one more ordinary read.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(home.OpenCode, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var outcome = home.Scan();
            OpenCodeRulesTests.Cells(outcome).Should().Equal("glm-5 10/7 1");
            outcome.Diagnostics.Samples.Should().BeEmpty();
        }
        finally
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(home.OpenCode, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string Closed(LogHome home, string name)
    {
        using var script = new OpenCodeScript(Path.Combine(home.OpenCode, name)).Session("s").Message("a", "s", Created, 10, 5);
        return script.Path;
    }

    // The writer is a process of its own, the database is there before it starts.
    private static (Task<(int Code, string Output)> Writer, string Counted) StartWriter(LogHome home)
    {
        var path = Path.Combine(home.OpenCode, "opencode.db");
        new OpenCodeScript(path).Session("s").Dispose();
        var counted = home.Folder.Combine("counted");
        new OpenCodeCounters(counted, mayWrite: true).Dispose();
        return (Task.Run(() => ChildProcess.Run(null, "opencode-write", path, counted, Messages.ToString(), "7")), counted);
    }

    private static long Count(OpenCodeDatabase database)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM message";
        return (long)command.ExecuteScalar()!;
    }

    private static long[] Sum(SourceReads reads) => reads.Totals().Values.Aggregate(new long[7], (a, b) => [.. a.Zip(b, (x, y) => x + y)]);
}

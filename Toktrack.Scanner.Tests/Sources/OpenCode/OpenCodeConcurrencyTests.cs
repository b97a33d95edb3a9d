using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.Sources.OpenCode;

/// <summary>Reading while OpenCode writes, and where toktrack may not write.</summary>
public sealed class OpenCodeConcurrencyTests
{
    private const long Created = 1_760_000_000_000;

    [Fact]
    public async Task Scan_WhileRowsAreWritten_SeesNoLockErrorAndNoLostOrDoubledRow()
    {
        const int Messages = 3000;
        using var home = new LogHome();
        using var database = OpenCodeRulesTests.Database(home).Session("s");
        database.Run("PRAGMA wal_autocheckpoint=20");
        var reads = new SourceReads(new OpenCodeSource(), home.Environment);
        var done = 0;
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < Messages; i++)
            {
                // Begun without tokens, finished a moment later, as OpenCode does.
                var id = $"msg_{i}";
                database.Message(id, "s", Created + i, 0, 0, data: $"{{\"role\":\"assistant\",\"tokens\":{{\"input\":0,\"output\":0}},\"modelID\":\"glm-5\",\"time\":{{\"created\":{Created + i}}}}}");
                database.Message(id, "s", Created + i, 10, 5);
                Volatile.Write(ref done, i + 1);
            }
        });

        long seen = 0;
        var runs = 0;
        while (!writer.IsCompleted)
        {
            var before = Volatile.Read(ref done);
            var total = Sum(reads.Run());
            var after = Volatile.Read(ref done);
            total[6].Should().BeInRange(before, after + 1);
            (total[0] / 10).Should().BeInRange(before, after + 1);
            total[6].Should().BeGreaterThanOrEqualTo(seen);
            seen = total[6];
            runs++;
        }

        await writer;
        var end = Sum(reads.Run());
        (end[0], end[1], end[6]).Should().Be((Messages * 10L, Messages * 7L, Messages));
        OpenCodeRulesTests.Cells(home.Scan()).Should().Equal($"glm-5 {Messages * 10}/{Messages * 7} {Messages}");
        reads.Diagnostics.Samples.Should().BeEmpty();
        runs.Should().BeGreaterThan(3);
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

    private static long Count(OpenCodeDatabase database)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM message";
        return (long)command.ExecuteScalar()!;
    }

    private static long[] Sum(SourceReads reads) => reads.Totals().Values.Aggregate(new long[7], (a, b) => [.. a.Zip(b, (x, y) => x + y)]);
}

using Toktrack.Scanner.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.Sources.OpenCode;

/// <summary>Runs that go on where the last one stopped.</summary>
public sealed class OpenCodeIncrementTests
{
    private const long Created = 1_760_000_000_000;
    private const long Day = 24 * 3600 * 1000;

    [Fact]
    public void Read_UnchangedDatabase_IsNotReadAgain()
    {
        using var home = new LogHome();
        using var database = OpenCodeRulesTests.Database(home).Session("s").Message("a", "s", Created, 10, 5);
        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        reads.FilesRead.Should().Be(1);
        reads.Run().FilesRead.Should().Be(0);
        database.Message("b", "s", Created + 1, 1, 1);
        reads.Run().FilesRead.Should().Be(1);
    }

    [Fact]
    public void Read_ClosedDatabase_IsNotChangedByReadingIt()
    {
        using var home = new LogHome();
        using (OpenCodeRulesTests.Database(home).Session("s").Message("a", "s", Created, 10, 5))
        {
        }

        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        reads.Run().FilesRead.Should().Be(0);
        Cells(reads).Should().Equal("10/7 1");
    }

    [Fact]
    public void Read_GrownDatabase_ReadsWhatChanged()
    {
        using var home = new LogHome();
        using var database = OpenCodeRulesTests.Database(home).Session("s");
        for (var i = 0; i < 50; i++) database.Message($"m{i}", "s", Created + (i * Day), 10, 5);
        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        reads.Records.Should().Be(50);

        database.Message("new", "s", Created + (50 * Day), 1, 1).Message("m3", "s", Created + (3 * Day), 11, 5, updated: Created + (50 * Day) + 1);
        reads.Run().Records.Should().BeLessThan(5);
        Cells(reads).Should().Equal("502/353 51");
    }

    [Fact]
    public void Read_RowWithAnOldTime_IsNotMissed()
    {
        using var home = new LogHome();
        using var database = OpenCodeRulesTests.Database(home).Session("s").Message("a", "s", Created + (90 * Day), 10, 5);
        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        database.Message("imported", "s", Created, 1, 1);
        Cells(reads.Run()).Should().Equal("11/10 2");
    }

    [Fact]
    public void Read_AnotherDatabaseUnderTheName_IsReadWhole()
    {
        using var home = new LogHome();
        using (OpenCodeRulesTests.Database(home).Session("s").Message("a", "s", Created + (90 * Day), 10, 5).Message("b", "s", Created + (91 * Day), 10, 5))
        {
        }

        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        File.Delete(Path.Combine(home.OpenCode, "opencode.db"));
        using (OpenCodeRulesTests.Database(home).Session("s").Message("c", "s", Created, 1, 1).Message("d", "s", Created + 1, 1, 1))
        {
        }

        Cells(reads.Run()).Should().Equal("22/20 4");
    }

    [Fact]
    public void Read_MessageThatIsFinishedInTheSameMillisecond_EndsFinished()
    {
        using var home = new LogHome();
        using var database = OpenCodeRulesTests.Database(home).Session("s")
            .Message("a", "s", Created, 0, 0, data: "{\"role\":\"assistant\",\"tokens\":{\"input\":0,\"output\":0},\"modelID\":\"glm-5\",\"time\":{\"created\":1760000000000}}");
        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        database.Message("a", "s", Created, 10, 5);
        Cells(reads.Run()).Should().Equal("10/7 1");
    }

    [Fact]
    public void Read_MessageFileRewritten_CountsItsLastState()
    {
        using var home = new LogHome();
        var folder = Path.Combine(home.OpenCode, "storage", "message", "s");
        LogHome.Write(folder, "a.json", "{\"role\":\"assistant\",\"tokens\":{\"input\":0,\"output\":0},\"modelID\":\"glm-5\",\"time\":{\"created\":1760000000000}}");
        var reads = new SourceReads(new OpenCodeSource(), home.Environment).Run();
        LogHome.Write(folder, "a.json", OpenCodeScript.Data(Created, 10, 5));
        Cells(reads.Run()).Should().Equal("10/7 1");
    }

    private static string[] Cells(SourceReads reads)
    {
        var sum = reads.Totals().Values.Aggregate(new long[7], (a, b) => [.. a.Zip(b, (x, y) => x + y)]);
        return [$"{sum[0]}/{sum[1]} {sum[6]}"];
    }
}

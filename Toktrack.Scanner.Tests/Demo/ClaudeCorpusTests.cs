using System.Security.Cryptography;
using Toktrack.Tool.Demo;

namespace Toktrack.Scanner.Tests.Demo;

public sealed class ClaudeCorpusTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20260901)]
    public void Write_SmallCorpus_TruthEqualsAPlainReading(ulong seed)
    {
        using var home = new TemporaryHome();
        var summary = CorpusGenerator.WriteClaude(new CorpusOptions { Home = home.Folder, Size = 8_000_000, Files = 48, Seed = seed });

        var read = PlainClaudeReading.Read(Path.Combine(home.Folder, ".claude", "projects"), out var badLines);

        badLines.Should().Be(0);
        summary.Truth.Rows.ToDictionary(row => (row.Day, row.Model), row => (row.Tokens, row.Requests)).Should().BeEquivalentTo(read);
        read.Should().HaveCountGreaterThan(20);
    }

    [Fact]
    public void Write_OneThreadOrFour_SameBytes()
    {
        using var one = new TemporaryHome();
        using var four = new TemporaryHome();
        var options = new CorpusOptions { Home = one.Folder, Size = 3_000_000, Files = 40, Seed = 7, Threads = 1 };

        CorpusGenerator.WriteClaude(options);
        CorpusGenerator.WriteClaude(options with { Home = four.Folder, Threads = 4 });

        Digest(four.Folder).Should().Equal(Digest(one.Folder));
    }

    [Fact]
    public void Write_AnotherSeed_OtherBytes()
    {
        using var one = new TemporaryHome();
        using var other = new TemporaryHome();
        var options = new CorpusOptions { Home = one.Folder, Size = 200_000, Files = 4, Seed = 1 };

        CorpusGenerator.WriteClaude(options);
        CorpusGenerator.WriteClaude(options with { Home = other.Folder, Seed = 2 });

        Digest(other.Folder).Should().NotEqual(Digest(one.Folder));
    }

    [Fact]
    public void Write_SizeAndFiles_AreMet()
    {
        using var home = new TemporaryHome();

        var summary = CorpusGenerator.WriteClaude(new CorpusOptions { Home = home.Folder, Size = 20_000_000, Files = 24 });

        var files = Directory.GetFiles(home.Folder, "*.jsonl", SearchOption.AllDirectories);
        files.Should().HaveCount(24);
        files.Sum(file => new FileInfo(file).Length).Should().Be(summary.Bytes).And.BeInRange(18_000_000, 23_000_000);
    }

    [Fact]
    public void Write_AnyCorpus_HoldsTheTrapsOfRealLogs()
    {
        using var home = new TemporaryHome();
        CorpusGenerator.WriteClaude(new CorpusOptions { Home = home.Folder, Size = 20_000_000, Files = 48 });

        var text = string.Concat(Directory.GetFiles(home.Folder, "*.jsonl", SearchOption.AllDirectories).Select(File.ReadAllText));

        text.Should().Contain("\\\"usage\\\":{").And.Contain("\"agent_progress\"").And.Contain("\"normalizedMessages\":[{")
            .And.Contain("\"toolUseResult\":{\"status\":\"completed\"").And.Contain("<synthetic>").And.Contain("\"isSidechain\":true")
            .And.Contain("\"type\":\"ai-title\"").And.Contain("\"file-history-snapshot\"").And.Contain("\\u001b").And.Contain("→");
    }

    private static SortedDictionary<string, string> Digest(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file),
            file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))) + File.GetLastWriteTimeUtc(file).Ticks));
}

using System.Text.Json;
using Toktrack.Scanner.Sources;
using Toktrack.Tool;
using Toktrack.Tool.Commands;
using Toktrack.Tool.Demo;

namespace Toktrack.Scanner.Tests.Demo;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _home.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Demo_DailyJson_ReportsUsageOfAllFourClis()
    {
        Run("demo", "--size", "3MB", "daily", "--json").Should().Be(0);

        using var report = JsonDocument.Parse(_out.ToString());
        report.RootElement.GetProperty("daily").GetArrayLength().Should().BeGreaterThan(10);
        report.RootElement.GetProperty("daily").EnumerateArray().SelectMany(day => day.GetProperty("modelsUsed").EnumerateArray())
            .Select(model => model.GetString()).Should().Contain(m => m!.StartsWith("claude-")).And.Contain(m => m!.StartsWith("gpt-")).And.Contain(m => m!.StartsWith("gemini-"));
    }

    [Fact]
    public void Demo_WithoutKeep_LeavesNothingInTheHome()
    {
        Run("demo", "--size", "1MB", "models").Should().Be(0);

        Directory.GetFileSystemEntries(_home.Folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dispose_TemporaryHome_IsDeletedUnlessKept(bool keep)
    {
        var home = DemoHome.Create(null, keep, 500_000, DateTime.UtcNow);
        Directory.Exists(home.Folder).Should().BeTrue();

        home.Dispose();

        Directory.Exists(home.Folder).Should().Be(keep);
        if (keep)
        {
            Directory.Delete(home.Folder, recursive: true);
        }
    }

    [Fact]
    public void Demo_Out_KeepsTheLogsThere()
    {
        var folder = Path.Combine(_home.Folder, "logs");

        Run("demo", "--out", folder, "--size", "1MB", "daily").Should().Be(0);

        Directory.Exists(Path.Combine(folder, ".claude", "projects")).Should().BeTrue();
        _error.ToString().Should().Contain(folder);
    }

    [Fact]
    public void Demo_OutIsNotEmpty_RefusesAndTouchesNothing()
    {
        File.WriteAllText(Path.Combine(_home.Folder, "mine.txt"), "mine");

        Run("demo", "--out", _home.Folder).Should().Be(1);

        _error.ToString().Should().Contain("not empty");
        Directory.GetFileSystemEntries(_home.Folder).Should().ContainSingle();
    }

    [Theory]
    [InlineData("demo", "demo")]
    [InlineData("demo", "--size", "lots")]
    [InlineData("demo", "--size", "1MB", "daily", "--nonsense")]
    public void Demo_WrongUsage_ExitsWithTwo(params string[] arguments) => Run(arguments).Should().Be(2);

    private int Run(params string[] arguments)
    {
        using var context = new ToolContext
        {
            Out = _out,
            Error = _error,
            In = () => Stream.Null,
            Environment = new SourceEnvironment(_home.Folder, _ => null),
        };
        return CommandLine.Run(arguments, context);
    }
}

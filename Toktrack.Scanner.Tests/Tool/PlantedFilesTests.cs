using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Tests.Chaos;
using Toktrack.Scanner.Tests.Fuzz;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>Links that somebody has planted at every name the tool writes to, and the permissions of what it writes. The real tool as a process.</summary>
public sealed class PlantedFilesTests : IDisposable
{
    private const string Precious = "precious";

    private readonly TemporaryFolder _folder = new();
    private readonly ChaosTool _tool;
    private readonly string _ledger;

    public PlantedFilesTests()
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        _tool = new(_folder.Path, [host, Path.Combine(AppContext.BaseDirectory, "toktrack.dll")]);
        _ledger = _folder.Combine(".toktrack");
        _folder.Write(".claude/projects/p/a.jsonl", ClaudeLine.File(ClaudeLine.Text("a", 7)));
    }

    [Fact]
    public void EveryCommandThatWrites_WithPlantedLinks_WritesThroughNone()
    {
        if (OperatingSystem.IsWindows()) return;
        var victims = new List<(string Path, bool Exists)>();
        Directory.CreateDirectory(Path.Combine(_ledger, "cache"));
        string[] names =
        [
            "history.db-wal", "history.db-shm", "history.db-journal", "pricing.json.attempt", "config.schema.json", .. SourceCatalog.All.SelectMany(s => (string[])[$"cache/{s.Key}_daily.json.tmp", $"cache/{s.Key}_daily.json.new"]),
            "../report.html.new", "../report.html",
        ];
        for (var i = 0; i < names.Length; i++)
        {
            var exists = i % 2 == 0;
            var victim = _folder.Combine($"victim-{i}");
            if (exists) File.WriteAllText(victim, Precious);
            File.CreateSymbolicLink(Path.Combine(_ledger, names[i]), victim);
            victims.Add((victim, exists));
        }

        string[][] commands = [["daily", "--json"], ["config", "init"], ["report", "--format", "html", "--output", _folder.Combine("report.html")], ["history", "verify"], ["daily", "--json"]];
        foreach (var command in commands)
        {
            try
            {
                _tool.Run("", command);
            }
            catch (InvalidOperationException e)
            {
                // A ledger that cannot be opened may be refused, in words.
                e.Message.Should().Contain("toktrack:").And.NotContain("   at ");
            }
        }

        foreach (var (path, exists) in victims)
        {
            File.Exists(path).Should().Be(exists, path);
            if (exists) File.ReadAllText(path).Should().Be(Precious, path);
        }

        new FileInfo(_folder.Combine("report.html")).LinkTarget.Should().BeNull("a report takes the place of a link");
    }

    [Theory]
    [InlineData("export")]
    [InlineData("backup")]
    public void History_ExportOrBackupOntoAFileOrLink_RefusesAndChangesNothing(string command)
    {
        if (OperatingSystem.IsWindows()) return;
        _tool.Run("", "daily", "--json");
        var victim = _folder.Write("victim", Precious);
        var link = _folder.Combine("link");
        File.CreateSymbolicLink(link, victim);
        var dangling = _folder.Combine("dangling");
        File.CreateSymbolicLink(dangling, _folder.Combine("nowhere"));
        foreach (var target in (string[])[victim, link, dangling])
        {
            FluentActions.Invoking(() => _tool.Run("", "history", command, target)).Should().Throw<InvalidOperationException>().WithMessage("*toktrack:*");
        }

        File.ReadAllText(victim).Should().Be(Precious);
        File.Exists(_folder.Combine("nowhere")).Should().BeFalse();
    }

    [Fact]
    public void Import_NamesThatLeadElsewhere_StayNames()
    {
        _folder.Write(".claude/projects/p/b.jsonl", ClaudeLine.File(ClaudeLine.Text("b", 9, more: "\"cwd\":\"../../../../etc/passwd\",\"sessionId\":\"/abs/../olute\",\"gitBranch\":\"..\\\\..\\\\x\",")));
        _tool.Run("", "daily", "--json");
        var export = _folder.Combine("export.jsonl");
        _tool.Run("", "history", "export", export);
        Directory.Delete(_ledger, recursive: true);
        Directory.Delete(_folder.Combine(".claude"), recursive: true);
        var before = Everything();
        _tool.Run("", "history", "import", export);
        _tool.Run("", "daily", "--json").Output.Should().Contain("\"requests\": 2");
        Everything().Where(p => !p.StartsWith(_ledger, StringComparison.Ordinal)).Should().Equal(before);
        var bomb = _folder.Write("bomb.jsonl", File.ReadAllLines(export)[0] + "\n" + new string('[', 100_000) + "\n");
        FluentActions.Invoking(() => _tool.Run("", "history", "import", bomb)).Should().Throw<InvalidOperationException>().Which.Message.Should().NotContain("   at ");
    }

    [Fact]
    public void EverythingWritten_InANewHome_IsTheUsersAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        _tool.Run("", "config", "init");
        _tool.Run("", "daily", "--json");
        _tool.Run("", "history", "backup");
        _tool.Run("", "history", "export", Path.Combine(_ledger, "export.jsonl"));
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        foreach (var folder in Directory.GetDirectories(_ledger, "*", SearchOption.AllDirectories).Append(_ledger)) (File.GetUnixFileMode(folder) & Others).Should().Be(UnixFileMode.None, folder);
        foreach (var file in Directory.GetFiles(_ledger, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("config", StringComparison.Ordinal))) (File.GetUnixFileMode(file) & Others).Should().Be(UnixFileMode.None, file);
        Directory.GetFiles(_ledger, "*", SearchOption.AllDirectories).Should().HaveCountGreaterThan(4);
    }

    [Fact]
    public void PriceUpdates_WithALinkAtTheTemporaryName_WriteThroughNone()
    {
        if (OperatingSystem.IsWindows()) return;
        var victim = _folder.Write("victim", Precious);
        var file = Path.Combine(_ledger, "pricing.json");
        Directory.CreateDirectory(_ledger);
        File.CreateSymbolicLink($"{file}.{Environment.ProcessId}.tmp", victim);
        File.CreateSymbolicLink(file, victim);
        new PriceUpdates().Write(file);
        File.ReadAllText(victim).Should().Be(Precious);
        new FileInfo(file).LinkTarget.Should().BeNull();
    }

    public void Dispose() => _folder.Dispose();

    private List<string> Everything() => [.. Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Where(p => !p.StartsWith(_ledger, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}

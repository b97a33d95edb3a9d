using System.Diagnostics;
using System.Text.RegularExpressions;
using Toktrack.Scanner.Tests.Metrics;
using Toktrack.Scanner.Tests.Tool;
using Toktrack.Tool;
using Toktrack.Tool.Commands;
using Toktrack.Tool.Options;

namespace Toktrack.Scanner.Tests;

/// <summary>README is true: its commands run, its screen is what they print, its tables are those of the code.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    // When the screen was made. The generator's logs end there.
    private const string ScreenTime = "2026-11-22T12:00:00Z";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Commands_EachOfThem_Runs()
    {
        using var collector = new OtlpCollector();
        var commands = Readme.Commands.Select(c => string.Join('\u0001', c)).Distinct().Select(c => c.Split('\u0001', StringSplitOptions.RemoveEmptyEntries)).ToList();
        commands.Should().HaveCountGreaterThan(6).And.Contain(c => c.Contains("check")).And.Contain(c => c.Contains("--otlp"));
        foreach (var words in commands.Where(c => c is not ["demo", ..]))
        {
            var run = new ToolRun
            {
                Snapshot = SampleLedger.Ordinary,
                Variables = new() { ["TOKTRACK_HOME"] = _folder.Path },
                Input = words is ["statusline", ..] ? "{}" : "",
            };
            string[] args = [.. words.Select(Here)];
            if (args is [var name]) args = [name, "--help"]; // a command that prose speaks of
            if (args is ["push", ..] || args.Contains("--from")) args = [args[0], "--help"]; // needs a database; the team's own tests have one
            if (args is ["history", ..]) args = [.. args, "--help"]; // works on a ledger that is there; the ledger's own tests have one
            if (args is ["pricing", "update"]) continue; // asks the network; PricingCommandTests run it against a server of their own
            if (args.Any(a => char.IsUpper(a[0]) && a.All(c => char.IsUpper(c) || c == '|'))) args = [.. args[..1], "--help"]; // a placeholder such as COMMAND
            if (args is ["COMMAND", ..]) args = ["daily", "--help"];
            var (code, _, error) = run.Run(args);
            code.Should().BeOneOf([ExitCodes.Success, ExitCodes.BudgetExceeded, ExitCodes.UnpricedUsage], $"'toktrack {string.Join(' ', words)}' says {error}");
        }

        collector.Requests.Should().NotBeEmpty();

        string Here(string word) => word == "http://localhost:4317" ? collector.AddressOf("grpc") : word.EndsWith(".prom", StringComparison.Ordinal) ? _folder.Combine("x.prom") : word;
    }

    [Fact]
    public void Screen_OfTheDemo_IsWhatTheCommandPrints()
    {
        var block = Readme.Blocks.Single(b => b.Text.StartsWith("$ toktrack demo ", StringComparison.Ordinal)).Text;
        var line = block[..block.IndexOf('\n')];
        using var output = new StringWriter { NewLine = "\n" };
        using var given = new ToolRun { Time = ScreenTime }.Context(output, TextWriter.Null);
        using var context = new ToolContext { Out = output, Error = TextWriter.Null, In = given.In, Environment = Scans.Environment(_folder.Path), Clock = given.Clock };
        CommandLine.Run([.. line.Split(' ')[2..], "--timezone", "UTC", "--width", "100"], context).Should().Be(ExitCodes.Success);
        output.ToString().Should().Be(block[(line.Length + 1)..]);
    }

    // What the two lines at the top run: the built program, and these tests.
    [Fact]
    public async Task SetUp_ProgramWithoutLogs_TellsWhereItLooked()
    {
        var block = Readme.Blocks[0].Text;
        block.Should().Contain("--project Toktrack.Tool -- daily").And.Contain("dotnet test");
        File.Exists(Path.Combine(Readme.Root, "Toktrack.Tool", "Toktrack.Tool.csproj")).Should().BeTrue();
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", [Path.Combine(AppContext.BaseDirectory, "toktrack.dll"), "daily"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("TOKTRACK_", StringComparison.Ordinal) || k.StartsWith("XDG_", StringComparison.Ordinal) || k.EndsWith("_DIR", StringComparison.Ordinal) || k == "CODEX_HOME").ToList()) start.Environment.Remove(name);
        start.Environment["HOME"] = start.Environment["USERPROFILE"] = _folder.Path;
        using var process = Process.Start(start)!;
        var reading = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        var error = await reading;
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, error);
        error.Should().Contain("no logs were found. Looked in").And.Contain(_folder.Combine(".claude"));
    }

    [Fact]
    public void CommandTable_NamesEveryCommandAndNoOther()
    {
        var rows = Readme.Section("What it shows").Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split(" | ")[0]);
        var named = rows.SelectMany(r => Name().Matches(r).Select(m => m.Groups["name"].Value)).Where(n => n != "toktrack").ToList();
        named.Should().OnlyHaveUniqueItems();
        // Pictures for README itself are nothing users look for.
        named.Should().BeEquivalentTo(CommandCatalog.All.Select(c => c.Name).Where(n => n != "screenshot"));
    }

    [Fact]
    public void Options_EachOneNamed_Exists()
    {
        using var context = new ToolRun().Context(TextWriter.Null, TextWriter.Null);
        var known = All(CommandLine.Build(context)).SelectMany(c => c.Options).SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet();
        string[] installers = ["--tool-path", "--otlp", "--project"]; // of install.sh and dotnet
        var named = Readme.Spans.Where(t => !t.StartsWith("Toktrack.Benchmarks", StringComparison.Ordinal)).Concat(Readme.Blocks.SelectMany(b => b.Text.Split('\n')).Where(l => l.Contains("toktrack ") || l.Contains("install.sh")))
            .SelectMany(t => Option().Matches(t).Select(m => m.Value)).Distinct().ToList();
        named.Should().HaveCountGreaterThan(20);
        named.Except(known).Except(installers).Should().BeEmpty();
        foreach (var installer in installers.Except(["--project"])) File.ReadAllText(Path.Combine(Readme.Root, "Toktrack.Tool", "install.sh")).Should().Contain(installer + ")");
        var shared = Readme.Section("What it shows");
        shared = shared[shared.IndexOf("Every report takes the same options", StringComparison.Ordinal)..];
        shared = shared[..shared.IndexOf("toktrack COMMAND --help", StringComparison.Ordinal)];
        Option().Matches(shared).Select(m => m.Value).Should().BeSubsetOf(SharedOptions.All.Select(o => o.Name));

        static IEnumerable<System.CommandLine.Command> All(System.CommandLine.Command command) => command.Subcommands.SelectMany(All).Prepend(command);
    }

    [Fact]
    public void Links_ToFiles_LeadSomewhere()
    {
        var links = Link().Matches(Readme.Prose).Select(m => m.Groups["target"].Value).Where(t => !t.Contains("://") && t[0] != '#').ToList();
        links.Should().HaveCountGreaterThan(3);
        foreach (var link in links) Path.Exists(Path.Combine(Readme.Root, link)).Should().BeTrue(link);
    }

    [ResultsFact]
    public void SpeedTable_EveryRow_StandsInTheResultsItNames()
    {
        var section = Readme.Section("How fast");
        var results = Link().Matches(section).Select(m => m.Groups["target"].Value).Where(t => t.StartsWith("Toktrack.Benchmarks/results/", StringComparison.Ordinal)).ToList();
        results.Should().NotBeEmpty("figures have a source");
        var lines = results.SelectMany(r => File.ReadAllLines(Path.Combine(Readme.Root, r))).ToHashSet();
        var rows = section.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| what", StringComparison.Ordinal)).ToList();
        rows.Should().NotBeEmpty();
        foreach (var row in rows) lines.Should().Contain(row);
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex("`(?<name>[a-z]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex("(?<![\\w-])--[a-z][a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}

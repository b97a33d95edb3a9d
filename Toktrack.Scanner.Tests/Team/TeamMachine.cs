using System.Globalization;
using System.Text;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Sources;
using Toktrack.Tool;
using Toktrack.Tool.Commands;
using Toktrack.Tool.Demo;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>A machine of a team: a temporary home with logs and a ledger, and the tool run in it.</summary>
internal sealed class TeamMachine : IDisposable
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.Parse("2026-03-15T10:20:00Z", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public Dictionary<string, string> Variables { get; } = [];

    public HistoryHome Home => new(_folder.Combine("toktrack"));

    public SourceEnvironment Environment => new(Folder, name => name == "TOKTRACK_HOME" ? Home.Folder : Variables.GetValueOrDefault(name));

    /// <summary>Fills the home with generated logs of all CLIs.</summary>
    public TeamMachine Generate(ulong seed, int files = 24, long size = 400_000)
    {
        CorpusGenerator.WriteAll(new CorpusOptions { Home = Folder, Seed = seed, Size = size, Files = files, Now = s_now.UtcDateTime, Days = 60, TextScale = 0.03, OldEraShare = 0.1 });
        return this;
    }

    /// <summary>Appends lines to a Claude Code log.</summary>
    public void Log(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, ".claude", "projects", "-p", name + ".jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, string.Concat(lines.Select(l => l + "\n")), new UTF8Encoding(false));
    }

    public (int Code, string Out, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var context = new ToolContext
        {
            Out = output,
            Error = error,
            In = () => new MemoryStream(),
            Environment = Environment,
            Clock = new FixedClock(),
        };
        var code = CommandLine.Run(args, context);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The output of a run that must succeed.</summary>
    public string Output(params string[] args)
    {
        var (code, output, error) = Run(args);
        code.Should().Be(ExitCodes.Success, error + output);
        return output;
    }

    /// <summary>A machine whose ledger is the union of those of others.</summary>
    public static TeamMachine Union(IEnumerable<TeamMachine> machines)
    {
        var union = new TeamMachine();
        foreach (var machine in machines)
        {
            using var export = new MemoryStream();
            HistoryMaintenance.Export(machine.Home, export);
            export.Position = 0;
            HistoryMaintenance.Import(union.Home, export);
        }

        return union;
    }

    public void Dispose() => _folder.Dispose();

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => s_now;
    }
}

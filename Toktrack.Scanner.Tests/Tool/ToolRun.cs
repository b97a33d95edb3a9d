using System.Text;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Query;
using Toktrack.Tool;
using Toktrack.Tool.Commands;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>Runs the command line in the test's own world: a fixed ledger, clock and environment, and no real home.</summary>
internal sealed class ToolRun
{
    public const string Now = "2026-03-15T10:20:00Z";

    public UsageSnapshot Snapshot { get; init; } = UsageSnapshot.Empty;

    public IUsageLoader? Loader { get; init; }

    public Dictionary<string, string> Variables { get; init; } = [];

    public bool Terminal { get; init; }

    public string Input { get; init; } = "";

    public string Time { get; init; } = Now;

    public (int Code, string Out, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var context = Context(output, error);
        var code = CommandLine.Run(args, context);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The output of a run that must succeed and say nothing else.</summary>
    public string Output(params string[] args)
    {
        var (code, output, error) = Run(args);
        error.Should().BeEmpty();
        code.Should().Be(ExitCodes.Success);
        return output;
    }

    public ToolContext Context(TextWriter output, TextWriter error) => new()
    {
        Out = output,
        Error = error,
        In = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
        OutIsTerminal = Terminal,
        Environment = new("/nowhere/home", v => Variables.GetValueOrDefault(v)),
        Clock = new FixedClock(DateTimeOffset.Parse(Time, System.Globalization.CultureInfo.InvariantCulture)),
        Loader = Loader ?? new FixedLoader(Snapshot),
        Pricer = static _ => new FlatPricer(),
        PriceBookName = "test prices",
    };

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

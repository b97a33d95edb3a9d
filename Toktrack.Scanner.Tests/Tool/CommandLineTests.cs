using System.Text.RegularExpressions;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.Query;
using Toktrack.Tool;
using Toktrack.Tool.Commands;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("daily --jsno", "'toktrack daily' has no option --jsno. Did you mean '--json'?")]
    [InlineData("dialy", "'toktrack' has no command 'dialy'. Did you mean 'daily'?")]
    [InlineData("monthyl --json", "Did you mean 'monthly'?")]
    [InlineData("xyzzy", "'toktrack' has no command 'xyzzy'.")]
    [InlineData("-", "'toktrack' has no")]
    [InlineData("daily extra", "'toktrack daily' does not take 'extra'.")]
    [InlineData("daily --since 2026-13-01", "--since '2026-13-01': expected a date")]
    [InlineData("daily --since 20260230", "--since '20260230': expected a date")]
    [InlineData("daily --until tomorow", "--until 'tomorow': expected a date")]
    [InlineData("daily --since 2026-03-02 --until 2026-03-01", "--since 2026-03-02 is after --until 2026-03-01.")]
    [InlineData("daily --last 0", "--last '0': expected a whole number from 1")]
    [InlineData("daily --last -3", "--last '-3': expected a whole number from 1")]
    [InlineData("daily --last x", "--last 'x': expected a whole number")]
    [InlineData("daily --last 3 --since 7d", "--last cannot be combined with --since or --until.")]
    [InlineData("daily --top 1.5", "--top '1.5': expected a whole number")]
    [InlineData("daily --timezone Europe/Berln", "Did you mean 'Europe/Berlin'?")]
    [InlineData("daily --start-of-week funday", "--start-of-week 'funday': expected sunday, monday")]
    [InlineData("daily --source clade-code", "Did you mean 'claude-code'?")]
    [InlineData("daily --by modle", "--by 'modle': expected source, project, model, branch, session, person, machine. Did you mean 'model'?")]
    [InlineData("daily --order up", "--order 'up': expected asc, desc.")]
    [InlineData("daily --sort cots", "Did you mean 'cost'?")]
    [InlineData("daily --cost free", "--cost 'free': expected auto, calculate, reported")]
    [InlineData("daily --json --csv", "--json and --csv exclude each other.")]
    [InlineData("daily --color --no-color", "--color and --no-color exclude each other.")]
    [InlineData("daily --width 5", "--width '5': expected a whole number from 20 to 1000.")]
    [InlineData("daily --top", "--top")]
    [InlineData("blocks --session-length 0.1", "--session-length '0.1': expected hours")]
    [InlineData("blocks --token-limit lots", "--token-limit 'lots': expected a number of tokens, or max.")]
    [InlineData("check", "'toktrack check' needs a budget")]
    [InlineData("check --max-usd x", "--max-usd 'x': expected dollars")]
    [InlineData("check --max-usd 1 --period fortnight", "--period 'fortnight': expected day")]
    [InlineData("check --max-usd 1 --period day --since 7d", "--period day cannot be combined")]
    [InlineData("report --format pdf", "--format 'pdf': expected text, markdown")]
    [InlineData("completions tcsh", "completions 'tcsh': expected bash")]
    [InlineData("completions", "needs a shell")]
    [InlineData("blocks --by model", "'toktrack blocks' has no option --by. See 'toktrack blocks --help'.")]
    [InlineData("blocks --last 2", "'toktrack blocks' has no option --last. See")]
    [InlineData("statusline --nope", "'toktrack statusline' has no option --nope. See")]
    [InlineData("daily --project", "--project needs a value: GLOB. See 'toktrack daily --help'.")]
    [InlineData("daily --since", "--since needs a value: DATE.")]
    [InlineData("pricing", "'toktrack pricing' needs a command: show, list, update. See 'toktrack pricing --help'.")]
    [InlineData("config", "'toktrack config' needs a command: path, show, init.")]
    [InlineData("pricing show", "'toktrack pricing show' needs MODEL. A model as logs name it. See 'toktrack pricing show --help'.")]
    [InlineData("explain", "'toktrack explain' needs WHAT. A day (2026-09-01, today, yesterday), a session's")]
    [InlineData("daily --kernel nope --no-history", "There is no kernel 'nope'")]
    public void Run_WithWrongUsage_ExplainsItAndExitsWithTwo(string command, string expected)
    {
        var run = command.Contains("--kernel") ? new ToolRun { Loader = new ScanLoader() } : new ToolRun();
        var (code, output, error) = run.Run(command.Split(' '));
        error.Should().StartWith("toktrack: ").And.Contain(expected).And.NotContain("   at ");
        output.Should().BeEmpty();
        code.Should().Be(ExitCodes.WrongUsage);
    }

    [Theory]
    [InlineData("overview")]
    [InlineData("daily")]
    [InlineData("weekly")]
    [InlineData("monthly")]
    [InlineData("yearly")]
    [InlineData("hourly")]
    [InlineData("sessions")]
    [InlineData("session")]
    [InlineData("projects")]
    [InlineData("models")]
    [InlineData("branches")]
    [InlineData("sources")]
    [InlineData("blocks")]
    [InlineData("stats")]
    [InlineData("check --max-usd 5")]
    [InlineData("report")]
    [InlineData("report --format html")]
    [InlineData("report --format markdown")]
    [InlineData("statusline")]
    [InlineData("doctor")]
    [InlineData("")]
    public void Run_InEveryState_HasTheExitCodeOfTheTable(string command)
    {
        var args = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        new ToolRun { Snapshot = SampleLedger.Ordinary }.Run(args).Code.Should().Be(ExitCodes.Success);
        new ToolRun().Run(args).Code.Should().Be(ExitCodes.Success, "no usage is no failure");

        var diagnostics = new ScanDiagnostics();
        diagnostics.Report(DiagnosticKind.UnreadableFile, "/x\u001b[31m.jsonl", -1, "Permission denied");
        var unreadable = new ToolRun { Loader = new FixedLoader(SampleLedger.Ordinary, diagnostics) }.Run(args);
        unreadable.Code.Should().Be(ExitCodes.Success, "an unreadable file is a warning");
        unreadable.Out.Should().NotContain("\u001b");

        new ToolRun().Run([.. args, "--no-such-option"]).Code.Should().Be(ExitCodes.WrongUsage);
        if (args.FirstOrDefault() != "statusline") new ToolRun { Loader = new BrokenLoader() }.Run(args).Code.Should().Be(ExitCodes.Failure);

        using var context = new ToolRun { Snapshot = SampleLedger.Ordinary }.Context(new ClosedPipe(), TextWriter.Null);
        CommandLine.Run(args, context).Should().Be(ExitCodes.Success, "a closed pipe is quiet");
    }

    [Fact]
    public void Run_WithSkippedLines_TellsOnStandardErrorOnly()
    {
        var diagnostics = new ScanDiagnostics();
        diagnostics.Report(DiagnosticKind.MalformedLine, "/x.jsonl", 10, "not JSON");
        var run = new ToolRun { Loader = new FixedLoader(SampleLedger.Ordinary, diagnostics) };
        var (_, output, error) = run.Run("daily");
        error.Should().Be("toktrack: 1 line or file was skipped or repaired; 'toktrack doctor' lists them.\n");
        output.Should().NotContain("doctor");
        run.Run("daily", "--quiet").Error.Should().BeEmpty();
        run.Run("daily", "--verbose").Error.Should().Contain("kernel none");
        run.Run("doctor").Out.Should().Contain("/x.jsonl").And.Contain("not JSON").And.Contain("1 × a line that is not JSON");
    }

    [Fact]
    public void Run_EveryExampleOfTheHelp_Works()
    {
        var folder = Directory.CreateTempSubdirectory("toktrack-examples").FullName;
        try
        {
            var run = new ToolRun { Snapshot = SampleLedger.Ordinary, Variables = new() { ["TOKTRACK_HOME"] = folder } };
            new ToolRun { Loader = new LedgerLoader(), Variables = run.Variables }.Run("daily").Code.Should().Be(0, "some examples need a ledger");
            foreach (var example in HelpExamples.All.Where(e => !e.Contains("postgres://", StringComparison.Ordinal) && !e.Contains("team.url", StringComparison.Ordinal))) // there is no database here
            {
                var words = Regex.Matches(example, "'([^']*)'|(\\S+)").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value).TakeWhile(w => w != ">")
                    .Select(w => w is "usage.html" or "laptop.jsonl" ? Path.Combine(folder, w) : w).ToArray();
                words[0].Should().Be("toktrack");
                run.Run(words[1..]).Code.Should().BeOneOf([ExitCodes.Success, ExitCodes.BudgetExceeded, ExitCodes.UnpricedUsage], example);
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void Help_OfEveryCommand_FitsAndNamesEveryOption()
    {
        using var context = new ToolRun().Context(TextWriter.Null, TextWriter.Null);
        foreach (var command in CommandLine.Build(context).Subcommands.Where(c => !c.Hidden))
        {
            var text = new ToolRun().Output(command.Name, "--help");
            text.Split('\n').Should().OnlyContain(l => l.Length <= 100);
            foreach (var option in command.Options.Where(o => !o.Hidden && o.Name.StartsWith("--") && o.Name != "--help")) text.Should().Contain(option.Name, command.Name);
            command.Options.Where(o => o.Name.StartsWith("--") && o.Name != "--help" && string.IsNullOrEmpty(o.Description)).Should().BeEmpty();
        }

        foreach (var entry in CommandCatalog.All) new ToolRun().Output("--help").Should().Contain(entry.Name);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void Completions_ForAShell_KnowEveryCommandAndOption(string shell)
    {
        var script = new ToolRun().Output("completions", shell);
        foreach (var entry in CommandCatalog.All) script.Should().Contain(entry.Name);
        foreach (var option in Toktrack.Tool.Options.SharedOptions.All) script.Should().Contain(option.Name.TrimStart('-'));
    }

    [Theory]
    [InlineData("toktrack daily --brea", "--breakdown")]
    [InlineData("toktrack we", "weekly")]
    [InlineData("toktrack daily --by pro", "project")]
    [InlineData("toktrack daily --source c", "claude-code codex")]
    [InlineData("toktrack report --format m", "markdown")]
    [InlineData("toktrack screenshot --format s", "svg")]
    [InlineData("toktrack daily --config ", "")]
    [InlineData("toktrack history ex", "export")]
    [InlineData("toktrack completions z", "zsh")]
    [InlineData("toktrack explain y", "yesterday")]
    public void Completions_InShellsThatAreThere_CompleteWordsAndValues(string line, string expected)
    {
        foreach (var shell in new[] { "bash", "zsh", "fish" })
        {
            if (!File.Exists("/bin/" + shell) && !File.Exists("/usr/bin/" + shell)) continue;
            using var folder = new TemporaryFolder();
            var words = line.Split(' ');
            var list = string.Join(' ', words.Select(w => $"'{w}'"));
            var ask = shell switch
            {
                "bash" => $"COMP_WORDS=({list}); COMP_CWORD={words.Length - 1}; _toktrack; echo \"${{COMPREPLY[*]}}\"\n",
                // Stands in for what zsh only has while it edits a line: keeps the names that begin like the word.
                "zsh" => $"words=({list}); CURRENT={words.Length}; _describe() {{ local n=$2; local -a a; a=(\"${{(@P)n}}\"); print -rl -- ${{a%%:*}} | grep -e \"^$words[CURRENT]\" | paste -sd' ' }}; _files() {{ }}; _toktrack\n",
                _ => $"complete -C '{line}' | cut -f1 | sort | paste -sd' '\n",
            };
            if (shell == "fish" && expected.Length == 0) continue; // files
            var script = new ToolRun().Output("completions", shell);
            if (shell == "zsh") script = "compdef() { }\n" + script;
            var file = folder.Write("try." + shell, script + ask);
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(shell, file) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd().Trim().Should().Be(expected, shell);
            process.StandardError.ReadToEnd().Should().BeEmpty(shell);
        }
    }

    [Theory]
    [InlineData(true, null, null, null, true)]
    [InlineData(false, null, null, null, false)]
    [InlineData(true, "NO_COLOR", "1", null, false)]
    [InlineData(true, "NO_COLOR", "", null, true)]
    [InlineData(false, "FORCE_COLOR", "1", null, true)]
    [InlineData(true, "FORCE_COLOR", "0", null, false)]
    [InlineData(true, "TERM", "dumb", null, false)]
    [InlineData(true, "NO_COLOR", "1", "--color", true)]
    [InlineData(false, null, null, "--color", true)]
    [InlineData(true, null, null, "--no-color", false)]
    [InlineData(false, "FORCE_COLOR", "3", "--no-color", false)]
    public void Colours_ByOptionAndEnvironment_FollowTheRules(bool terminal, string? variable, string? value, string? option, bool expected)
    {
        var run = new ToolRun { Snapshot = SampleLedger.Ordinary, Terminal = terminal, Variables = variable is null ? [] : new() { [variable] = value! } };
        run.Output(option is null ? ["daily"] : ["daily", option]).Contains('\u001b').Should().Be(expected);
    }

    [Fact]
    public void Tables_OnADumbTerminal_AreAscii()
    {
        var output = new ToolRun { Snapshot = SampleLedger.Ordinary, Terminal = true, Variables = new() { ["TERM"] = "dumb" } }.Output("daily", "--timezone", "UTC", "--no-cost");
        output.Should().MatchRegex("^[ -~\\n]*$");
    }

    [Fact]
    public void Tables_WithColumns_TakeTheirWidth()
    {
        var narrow = new ToolRun { Snapshot = SampleLedger.Ordinary, Variables = new() { ["COLUMNS"] = "50" } }.Output("daily");
        narrow.Split('\n').Max(l => Toktrack.Tool.Terminal.CellWidth.Of(l)).Should().BeLessThanOrEqualTo(50);
    }

    [Theory]
    [InlineData("today", "2026-03-15")]
    [InlineData("yesterday", "2026-03-14")]
    [InlineData("YESTERDAY", "2026-03-14")]
    [InlineData("7d", "2026-03-08")]
    [InlineData("4w", "2026-02-15")]
    [InlineData("1m", "2026-02-15")]
    [InlineData("13m", "2025-02-15")]
    [InlineData("2y", "2024-03-15")]
    [InlineData("0d", "2026-03-15")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("20240229", "2024-02-29")]
    [InlineData("2025-02-29", null)]
    [InlineData("99999d", "1752-05-31")]
    [InlineData("99999y", null)]
    [InlineData("-1d", null)]
    [InlineData("d", null)]
    [InlineData("", null)]
    [InlineData("15.03.2026", null)]
    [InlineData("2026-3-5", null)]
    public void Days_AsUsersTypeThem_AreRead(string text, string? expected)
    {
        var day = Toktrack.Tool.Options.DayText.Parse(text, new(2026, 3, 15));
        (day is { } d ? Toktrack.Tool.Options.DayText.Of(d) : null).Should().Be(expected);
    }

    [Theory]
    [InlineData("daily --last 1", "2026-03-15")]
    [InlineData("daily --last 2", "2026-03-14 2026-03-15")]
    [InlineData("weekly --last 1", "2026-03-09")]
    [InlineData("weekly --last 1 --start-of-week sunday", "2026-03-15")]
    [InlineData("weekly --last 2", "2026-03-02 2026-03-09")]
    [InlineData("monthly --last 1", "2026-03")]
    [InlineData("yearly --last 3", "2026")]
    [InlineData("hourly --last 1", "")]
    [InlineData("hourly --last 2", "2026-03-15T09:00+00:00")]
    [InlineData("hourly --last 12", "2026-03-14T23:00+00:00 2026-03-15T07:00+00:00 2026-03-15T09:00+00:00")]
    [InlineData("daily --since 2026-03-02 --until 2026-03-14", "2026-03-02 2026-03-14")]
    [InlineData("daily --until 20260301", "2026-02-27 2026-03-01")]
    [InlineData("daily --order desc --top 2", "2026-03-15 2026-03-14")]
    [InlineData("daily --sort cost --top 1", "2026-03-02")]
    [InlineData("daily --sort tokens --order asc --top 1", "2026-03-14")]
    [InlineData("daily --source gemini", "2026-03-14")]
    [InlineData("daily --source claude", "2026-02-27 2026-03-02 2026-03-15")]
    [InlineData("daily --source *o* --source gemini", "2026-02-27 2026-03-01 2026-03-02 2026-03-14 2026-03-15")]
    [InlineData("daily --project api", "2026-03-01 2026-03-02 2026-03-14 2026-03-15")]
    [InlineData("daily --project play/api", "2026-03-14 2026-03-15")]
    [InlineData("daily --project /home/ana/work/*", "2026-02-27 2026-03-01 2026-03-02 2026-03-15")]
    [InlineData("daily --model *-fast", "2026-03-02")]
    [InlineData("daily --model GPT-5.2-CODEX", "2026-03-01")]
    [InlineData("daily --branch fix/*", "2026-03-02")]
    [InlineData("daily --session 3f1c", "2026-02-27")]
    [InlineData("daily --session 3f1c --session gem-1", "2026-02-27 2026-03-14")]
    [InlineData("daily --model nothing", "")]
    public void Json_WithFilters_HasTheRowsAskedFor(string command, string expected)
    {
        var output = new ToolRun { Snapshot = SampleLedger.Ordinary }.Output([.. command.Split(' '), "--json", "--timezone", "UTC"]);
        var rows = System.Text.Json.JsonDocument.Parse(output).RootElement.EnumerateObject().First().Value.EnumerateArray().Select(r => r.EnumerateObject().First().Value.GetString());
        string.Join(' ', rows).Should().Be(expected);
    }

    [Fact]
    public void Run_WithLastOverAnHourThatComesTwice_CountsElapsedHours()
    {
        var snapshot = new SlotList().Add("2026-10-24T23:30:00Z", 1).Add("2026-10-25T00:30:00Z", 2).Add("2026-10-25T01:30:00Z", 3).Snapshot;
        var output = new ToolRun { Snapshot = snapshot, Time = "2026-10-25T01:45:00Z" }.Output("hourly", "--last", "2", "--timezone", "Europe/Berlin", "--width", "60");
        output.Should().Contain("2026-10-25 02:00+02:00").And.Contain("2026-10-25 02:00+01:00").And.NotContain("2026-10-25 01:00");
    }

    [Fact]
    public void Run_WhenTheOutputCannotBeWritten_Fails()
    {
        using var error = new StringWriter();
        using var context = new ToolRun { Snapshot = SampleLedger.Ordinary }.Context(new FullDisk(), error);
        CommandLine.Run(["daily"], context).Should().Be(ExitCodes.Failure);
        error.ToString().Should().Contain("No space left on device");
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Flush() => throw new IOException("No space left on device");
    }

    private sealed class BrokenLoader : IUsageLoader
    {
        public LoadedUsage Load(ToolContext context, UsageRequest request, CancellationToken cancellation) => throw new ToolException("The disk is on fire.");
    }

    private sealed class ClosedPipe : StringWriter
    {
        public override void Write(char value) => throw new IOException("Broken pipe", 32);

        public override void Write(char[] buffer, int index, int count) => throw new IOException("Broken pipe", 32);

        public override void Write(string? value) => throw new IOException("Broken pipe", 32);

        public override void Write(ReadOnlySpan<char> buffer) => throw new IOException("Broken pipe", 32);

        public override void Flush() => throw new IOException("Broken pipe", 32);
    }
}

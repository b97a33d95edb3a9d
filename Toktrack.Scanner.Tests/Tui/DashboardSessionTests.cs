namespace Toktrack.Scanner.Tests.Tui;

/// <summary>The tool itself in a real terminal.</summary>
public sealed class DashboardSessionTests : IDisposable
{
    private static readonly string[] s_modes = ["alternate_on", "mouse_any_flag", "mouse_sgr_flag"];
    private readonly string _home = Directory.CreateTempSubdirectory("toktrack-tui-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [TmuxFact]
    public void Session_EveryKeyResizeAndNewLines_ShowsWhatItShould()
    {
        var log = WriteLog();
        using var terminal = new TmuxSession(_home, 120, 40);
        Start(terminal);
        terminal.Await("Last 30 days");
        terminal.Await("● live");
        foreach (var (key, shows) in ((string, string)[])
            [
                ("2", "Total"), ("w", "–"), ("m", "Models"), ("y", "Year"), ("d", "Day"), ("3", "test-model"), ("4", "garden"), ("5", "Duration"),
                ("6", "Longest streak"), ("1", "5-hour block"), ("Tab", "Requests"), ("BTab", "5-hour block"), ("Left", "no usage"), ("Home", "no usage"), ("End", "requests"),
                ("Enter", "By hour"), ("Escape", "Last 30 days"), ("t", "3.0"), ("?", "this page"), ("Escape", "Last 30 days"), ("!", "Nothing to report"), ("Escape", "Last 30 days"),
                ("4", "orchard"), ("/", "Esc clear"), ("o", "orchard"), ("r", "orchard"), ("c", "filter “orc”"), ("Enter", "filter on"), ("Escape", "garden"), ("s", "▾"), ("S", "▴"),
                ("j", "2 of 2"), ("k", "1 of 2"), ("G", "2 of 2"), ("g", "1 of 2"), ("NPage", "2 of 2"), ("PPage", "1 of 2"), ("C-l", "1 of 2"), ("c", "1 of 2"), ("Space", "2 of 2"),
                ("C-b", "1 of 2"), ("C-f", "2 of 2"), ("Up", "1 of 2"), ("Down", "2 of 2"), ("Home", "1 of 2"), ("End", "2 of 2"), ("h", "▾"), ("l", "▾"), ("Enter", "Branches"), ("BSpace", "Project"),
                ("5", "Mend the gate"), ("/", "Esc clear"), ("g", "filter “g”"), ("Escape", "1 of 2"), ("1", "Last 30 days"), ("h", "no usage"), ("l", "requests"), ("Up", "no usage"), ("Down", "requests"),
            ])
        {
            terminal.Key(key);
            terminal.Await(shows);
        }

        terminal.Key("4");
        terminal.Await("1 of 2");
        terminal.Type("\e[<65;20;8M"); // the wheel, downwards and back
        terminal.Await("2 of 2");
        terminal.Type("\e[<64;20;8M");
        terminal.Await("1 of 2");
        terminal.Key("1");
        terminal.Resize(300, 80);
        terminal.Await("Latest sessions");
        terminal.Resize(40, 10);
        terminal.Await("30d");
        terminal.Resize(200, 60);
        terminal.Await("Latest sessions");
        terminal.Resize(80, 24);
        terminal.Await("Latest sessions", gone: true);
        File.AppendAllText(log, Line("new", "garden", 7_000_000));
        terminal.Await("7.00M");
        terminal.Key("q");
        AssertEnd(terminal, "exit=0");
    }

    [TmuxFact]
    public void Session_EveryWayToEnd_RestoresTheTerminal()
    {
        WriteLog();
        using var terminal = new TmuxSession(_home, 80, 24);
        foreach (var (end, code) in ((Action, string)[])
            [
                (() => terminal.Key("q"), "exit=0"),
                (() => terminal.Key("C-c"), "exit=0"),
                (() => terminal.Signal("TERM"), "exit=143"),
                (() => terminal.Signal("INT"), "exit=130"),
                (() => terminal.Signal("HUP"), "exit=129"),
                (() => terminal.Signal("QUIT"), "exit=131"),
            ])
        {
            Start(terminal);
            terminal.Await("Last 30 days");
            terminal.Ask("#{alternate_on}").Should().Be("1");
            end();
            AssertEnd(terminal, code);
        }
    }

    [TmuxFact]
    public void Session_SuspendAndContinue_GivesTheTerminalBackBothWays()
    {
        WriteLog();
        using var terminal = new TmuxSession(_home, 80, 24);
        terminal.Type($"clear; dotnet {Path.Combine(AppContext.BaseDirectory, "toktrack.dll")} --no-history --config {_home}/none.json");
        terminal.Key("Enter");
        foreach (var stop in (Action[])[() => terminal.Key("C-z"), () => terminal.Signal("TSTP")])
        {
            terminal.Await("Last 30 days");
            stop();
            terminal.Await("Stopped");
            AssertModes(terminal);
            terminal.Type("stty -a | grep -q -- '-icanon' || echo co''oked");
            terminal.Key("Enter");
            terminal.Await("cooked");
            terminal.Type("clear; fg");
            terminal.Key("Enter");
        }

        terminal.Await("Last 30 days");
        terminal.Key("q");
        terminal.Await("Last 30 days", gone: true);
        AssertModes(terminal);
    }

    private void Start(TmuxSession terminal) => terminal.Start($"--no-history --config {_home}/none.json");

    private static void AssertEnd(TmuxSession terminal, string code)
    {
        terminal.Await("exit=").Should().Contain(code);
        terminal.Await("restored");
        AssertModes(terminal);
    }

    private static void AssertModes(TmuxSession terminal)
    {
        foreach (var mode in s_modes) terminal.Ask($"#{{{mode}}}").Should().Be("0", mode);
        terminal.Ask("#{cursor_flag}#{wrap_flag}").Should().Be("11");
    }

    private string WriteLog()
    {
        File.WriteAllText(Path.Combine(_home, "none.json"), "{}");
        var folder = Directory.CreateDirectory(Path.Combine(_home, ".claude", "projects", "-w-garden")).FullName;
        var log = Path.Combine(folder, "a.jsonl");
        File.WriteAllText(log, Line("one", "garden", 1_000) + Line("two", "orchard", 2_000));
        File.WriteAllText(Path.Combine(folder, "s-garden.jsonl"), """{"type":"ai-title","aiTitle":"Mend the gate","sessionId":"s-garden"}""" + "\n");
        return log;
    }

    private static string Line(string id, string project, int input) =>
        $$"""{"type":"assistant","timestamp":"{{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ}}","sessionId":"s-{{project}}","cwd":"/w/{{project}}","gitBranch":"main","requestId":"r-{{id}}","message":{"id":"m-{{id}}","role":"assistant","model":"test-model","usage":{"input_tokens":{{input}},"output_tokens":1,"cache_creation_input_tokens":0,"cache_read_input_tokens":0} } }""" + "\n";
}

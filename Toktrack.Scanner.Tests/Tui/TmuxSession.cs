using System.Diagnostics;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>
/// The tool in a real terminal: tmux with a shell that notes the terminal's settings before and after, and its exit code.
/// </summary>
internal sealed class TmuxSession : IDisposable
{
    private readonly string _socket = $"toktrack-{Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly string _folder;

    public TmuxSession(string home, int width, int height, string shell = "bash --norc --noprofile")
    {
        _folder = home;
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", shell);
        Type($"cd {home}; export HOME={home} TOKTRACK_HOME={home}/.toktrack COLORTERM=truecolor PS1='$ '; unset CLAUDE_CONFIG_DIR CODEX_HOME XDG_CONFIG_HOME XDG_DATA_HOME TMUX; clear; echo re''ady");
        Key("Enter");
        Await("ready");
    }

    public string Screen => Tmux("capture-pane", "-p");

    /// <summary>Runs the tool; afterwards the shell says <c>exit=N</c> and whether the terminal is as before.</summary>
    public void Start(string arguments = "")
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "toktrack.dll");
        File.WriteAllText(
            Path.Combine(_folder, "run.sh"),
            $"stty -g > before\ndotnet {tool} {arguments}\necho exit=$?\nstty -g > after\ncmp before after && echo restored\n");
        Type("clear; . ./run.sh");
        Key("Enter");
    }

    public void Type(string text) => Tmux("send-keys", "-l", text);

    public void Key(string name) => Tmux("send-keys", name);

    public void Resize(int width, int height) => Tmux("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>Sends a signal to the tool: the one child of the shell.</summary>
    public void Signal(string name) => Run("kill", "-" + name, Run("pgrep", "-P", Ask("#{pane_pid}")).Trim());

    /// <summary>Waits until the screen shows <paramref name="text"/>.</summary>
    public string Await(string text, bool gone = false)
    {
        var screen = "";
        for (var i = 0; i < 600; i++)
        {
            screen = Screen;
            if (screen.Contains(text, StringComparison.Ordinal) != gone) return screen;
            Thread.Sleep(50);
        }

        throw new TimeoutException($"The screen never {(gone ? "lost" : "showed")} “{text}”:\n{screen}");
    }

    public string Ask(string format) => Tmux("display-message", "-p", format).Trim();

    public void Dispose() => Run("tmux", "-L", _socket, "kill-server");

    private string Tmux(params string[] arguments) => Run("tmux", ["-L", _socket, .. arguments]);

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("TMUX");
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}

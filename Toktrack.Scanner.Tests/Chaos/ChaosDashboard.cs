using System.Diagnostics;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>The dashboard in a real terminal (tmux), left to itself.</summary>
internal sealed class ChaosDashboard : IDisposable
{
    private readonly string _socket = $"toktrack-chaos-{Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly int _process;

    public ChaosDashboard(ChaosTool tool)
    {
        var variables = tool.Variables.Select(v => $"{v.Key}='{v.Value}'").Append("LC_ALL=C.UTF-8");
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", $"exec env {string.Join(' ', variables)} {string.Join(' ', tool.Command.Select(c => $"'{c}'"))}", ";", "set-option", "-g", "remain-on-exit", "on");
        _process = int.Parse(Ask("#{pane_pid}"), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>True where there is a terminal to be had.</summary>
    public static bool IsPossible => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "tmux")));

    /// <summary>Its process.</summary>
    public int Process => _process;

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => Ask("#{pane_dead}") != "0";

    /// <summary>How tmux and the system see it, for a message.</summary>
    public string State
    {
        get
        {
            var status = $"/proc/{_process}/status";
            var system = File.Exists(status) ? string.Join(", ", File.ReadLines(status).Where(l => l.StartsWith("State", StringComparison.Ordinal) || l.StartsWith("Threads", StringComparison.Ordinal))) : "gone";
            return $"dead {Ask("#{pane_dead}")}, status '{Ask("#{pane_dead_status}")}', signal '{Ask("#{pane_dead_signal}")}', process {system}";
        }
    }

    /// <summary>What it shows.</summary>
    public string Screen => Tmux("capture-pane", "-p");

    /// <summary>Presses a key.</summary>
    public void Key(string name) => Tmux("send-keys", name);

    /// <summary>Ends it by its key; returns its exit code, or -1 where it does not end or a signal ends it.</summary>
    public int End()
    {
        Key("q");
        for (var i = 0; i < 600; i++)
        {
            // Empty for a while after the terminal was closed: tmux hears of the process itself later, and now and then only
            // when it is told of another child that ended.
            if (Ask("#{pane_dead_status}") is { Length: > 0 } status) return int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
            if (i % 10 == 9) Tmux("run-shell", "-b", "true");
            Thread.Sleep(100);
        }

        return -1;
    }

    public void Dispose() => Tmux("kill-server");

    private string Ask(string format) => Tmux("display-message", "-p", format).Trim();

    private string Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _socket, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("TMUX");
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}

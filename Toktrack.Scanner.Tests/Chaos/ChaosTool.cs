using System.Diagnostics;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>The tool as processes of its own on one home, and the most memory any of them had resident.</summary>
internal sealed class ChaosTool(string home, IReadOnlyList<string> command)
{
    // Counted in looks, not by a clock: a machine that sleeps meanwhile is no fault of the tool.
    private const int LookMilliseconds = 40;
    private const int MostLooks = 300_000 / LookMilliseconds;

    private long _peak;
    private int _runs;

    /// <summary>Most memory one of the processes had resident, in KiB; 0 where the system does not say.</summary>
    public long PeakKiB => Interlocked.Read(ref _peak);

    /// <summary>Processes that have ended.</summary>
    public int Runs => _runs;

    /// <summary>The command that starts the tool.</summary>
    public IReadOnlyList<string> Command => command;

    /// <summary>The environment of each process.</summary>
    public Dictionary<string, string> Variables { get; } = new()
    {
        ["HOME"] = home,
        ["TOKTRACK_HOME"] = Path.Combine(home, ".toktrack"),
        ["CLAUDE_CONFIG_DIR"] = "",
        ["CODEX_HOME"] = "",
        ["XDG_CONFIG_HOME"] = "",
        ["XDG_DATA_HOME"] = "",
        ["OPENCODE_DATA_DIR"] = "",
        ["GEMINI_DATA_DIR"] = "",
        ["GEMINI_CLI_HOME"] = "",
        ["TZ"] = "UTC",
    };

    /// <summary>Runs the tool to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end.</exception>
    public (string Output, string Error) Run(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It does not read its input.
        }

        for (var looks = 0; !process.WaitForExit(LookMilliseconds); looks++)
        {
            Sample(process.Id);
            if (looks < MostLooks) continue;
            process.Kill();
            throw new InvalidOperationException($"toktrack {string.Join(' ', arguments)} did not end in {MostLooks} looks of {LookMilliseconds} ms");
        }

        Interlocked.Increment(ref _runs);
        var (said, complained) = (output.Result, error.Result);
        return process.ExitCode == 0
            ? (said, complained)
            : throw new InvalidOperationException($"toktrack {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{complained}\n{said[..Math.Min(2000, said.Length)]}");
    }

    /// <summary>Runs until a run has kept everything that is there now.</summary>
    public void Settle()
    {
        for (var attempt = 0; Run("", "daily", "--json").Error.Contains("not saved", StringComparison.Ordinal); attempt++)
        {
            if (attempt == 100) throw new InvalidOperationException("a hundred runs could not save");
        }
    }

    /// <summary>Notes how much memory a process has had; returns what it has now, in KiB.</summary>
    public long Sample(int process)
    {
        long now = 0;
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process}/status"))
            {
                if (!line.StartsWith("VmHWM:", StringComparison.Ordinal) && !line.StartsWith("VmRSS:", StringComparison.Ordinal)) continue;
                now = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
                for (var known = PeakKiB; now > known; known = PeakKiB) Interlocked.CompareExchange(ref _peak, now, known);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended.
        }

        return now;
    }
}

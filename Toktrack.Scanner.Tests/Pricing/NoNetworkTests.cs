using System.Diagnostics;

namespace Toktrack.Scanner.Tests.Pricing;

/// <summary>Runs the real tool where there is no network at all, not even a loopback that is up.</summary>
public sealed class NoNetworkTests : IDisposable
{
    private static readonly string[] s_commands =
    [
        "", "overview", "daily", "weekly", "monthly", "yearly", "hourly", "sessions", "projects", "models", "branches", "sources", "blocks", "stats",
        "check --max-usd 1000 --period day", "report --format html", "statusline", "history path", "history verify", "doctor", "completions bash",
        "explain 2026-01-24", "pricing show claude-opus-4-6", "pricing list", "config path", "config show", "demo daily", "screenshot overview", "--version",
    ];

    private readonly TemporaryFolder _home = new();

    [NamespaceFact]
    public void EveryCommandButUpdate_WithoutANetwork_WorksAsWithOne()
    {
        _home.Write(".claude/projects/p/a.jsonl", "{\"timestamp\":\"2026-01-24T16:20:51Z\",\"message\":{\"id\":\"m\",\"model\":\"claude-opus-4-6\",\"usage\":{\"input_tokens\":7}}}\n");
        foreach (var command in s_commands)
        {
            var (code, error) = Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            code.Should().Be(0, $"'{command}' must work without a network: {error}");
        }

        Run("pricing", "update").Code.Should().Be(1, "the only command that needs a network must notice that there is none");
    }

    public void Dispose() => _home.Dispose();

    private (int Code, string Error) Run(params string[] arguments)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "toktrack.dll");
        var start = new ProcessStartInfo("/usr/bin/unshare") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--net", "--map-root-user", "dotnet", tool }.Concat(arguments)) start.ArgumentList.Add(argument);
        start.Environment["HOME"] = _home.Path;
        start.Environment["TOKTRACK_HOME"] = _home.Combine("ledger");
        foreach (var variable in new[] { "CLAUDE_CONFIG_DIR", "CODEX_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" }) start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit(60_000).Should().BeTrue("it must end");
        return (process.ExitCode, error.Result);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>
/// Writers of all CLIs that do to their logs whatever happens to logs, while scans, a status line and a dashboard run as real processes on the same home.
/// At the end the ledger holds what the writers have stated.
/// </summary>
/// <param name="command">The command that starts the tool.</param>
/// <param name="seed">Fixes what the writers do, not when.</param>
internal sealed class ChaosRun(IReadOnlyList<string> command, ulong seed)
{
    private readonly List<string> _failures = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private volatile bool _stopped;
    private TimeSpan _end;
    private long _dashboardFirst, _dashboardLast;

    /// <summary>What went wrong; empty where nothing did.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Runs for <paramref name="time"/>; returns what was done, in words.</summary>
    public string Run(TimeSpan time, Action<string>? report = null)
    {
        var home = Directory.CreateTempSubdirectory("toktrack-chaos-").FullName;
        var truth = new ChaosTruth();
        var tool = new ChaosTool(home, command);
        var result = "";
        try
        {
            _end = time;
            ChaosWriter[] writers =
            [
                new ClaudeWriter(home, truth, tool, seed), new CodexWriter(home, truth, tool, seed + 1), new GeminiWriter(home, truth, tool, seed + 2),
                new GeminiDocumentWriter(home, truth, tool, seed + 3), new OpenCodeWriter(home, truth, tool, seed + 4),
            ];
            var threads = writers.Select(w => Thread(() => Write(w))).ToList();
            threads.Add(Thread(() => Scan(tool)));
            threads.Add(Thread(() => Scan(tool)));
            threads.Add(Thread(() => Status(tool)));
            threads.Add(Thread(() => Watch(tool)));
            while (threads.Exists(t => t.IsAlive))
            {
                foreach (var thread in threads) thread.Join(TimeSpan.FromSeconds(30.0 / threads.Count));
                report?.Invoke($"{_clock.Elapsed:hh\\:mm\\:ss}  {truth.Count} responses, {tool.Runs} runs, peak {tool.PeakKiB / 1024} MiB, dashboard {_dashboardLast / 1024} MiB, {_failures.Count} failures");
            }

            foreach (var writer in writers) writer.Finish();
            tool.Settle();
            Compare(home, truth);
            result = string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed:hh\\:mm\\:ss}, seed {seed}: {truth.Count} responses, {tool.Runs} runs, most memory of a process {tool.PeakKiB / 1024} MiB, dashboard {_dashboardFirst / 1024} MiB after its start, {_dashboardLast / 1024} MiB at its end, {Bytes(home) / 1e6:F1} MB of logs at the end\n") +
                string.Join('\n', writers.Select(w => $"  {w.GetType().Name}: {string.Join(", ", w.Acts.Select(a => $"{a.Key} {a.Value}"))}"));
        }
        finally
        {
            if (_failures.Count == 0) Directory.Delete(home, recursive: true);
            else result += $"\nThe home is kept: {home}";
        }

        return result;
    }

    private bool IsOver => _clock.Elapsed > _end || _stopped;

    // A thread whose failure ends the whole run.
    private Thread Thread(Action work)
    {
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                lock (_failures) _failures.Add(e.ToString());
                _stopped = true;
            }
        });
        thread.Start();
        return thread;
    }

    private void Write(ChaosWriter writer)
    {
        while (!IsOver)
        {
            writer.Step();
            System.Threading.Thread.Sleep(10);
        }
    }

    // No total may ever fall.
    private void Scan(ChaosTool tool)
    {
        long requests = 0, tokens = 0;
        while (!IsOver)
        {
            using var report = JsonDocument.Parse(tool.Run("", "daily", "--json").Output);
            var totals = report.RootElement.GetProperty("totals");
            var (nowRequests, nowTokens) = (totals.GetProperty("requests").GetInt64(), totals.GetProperty("totalTokens").GetInt64());
            if (nowRequests < requests) throw new InvalidOperationException($"requests fell from {requests} to {nowRequests}");
            if (nowTokens < tokens) throw new InvalidOperationException($"tokens fell from {tokens} to {nowTokens}");
            (requests, tokens) = (nowRequests, nowTokens);
            System.Threading.Thread.Sleep(50);
        }
    }

    private void Status(ChaosTool tool)
    {
        while (!IsOver)
        {
            var (line, _) = tool.Run("{\"session_id\":\"claude-1\",\"model\":{\"display_name\":\"Opus\"}}", "statusline");
            if (!line.EndsWith('\n') || line.Count(c => c == '\n') != 1) throw new InvalidOperationException($"the status line is '{line}'");
            System.Threading.Thread.Sleep(200);
        }
    }

    private void Watch(ChaosTool tool)
    {
        if (!ChaosDashboard.IsPossible) return;
        using var dashboard = new ChaosDashboard(tool);
        for (var i = 0; !IsOver; i++)
        {
            System.Threading.Thread.Sleep(500);
            if (dashboard.HasEnded) throw new InvalidOperationException($"the dashboard ended by itself:\n{dashboard.Screen}");
            _dashboardLast = tool.Sample(dashboard.Process);
            if (_dashboardFirst == 0 || i < 20) _dashboardFirst = _dashboardLast;
            if (i % 4 == 0) dashboard.Key($"{1 + (i / 4 % 6)}");
        }

        var screen = dashboard.Screen;
        if (dashboard.End() is not 0 and var code) throw new InvalidOperationException($"the dashboard ended with {code} ({dashboard.State}):\n{screen}\n{dashboard.Screen}");
    }

    // Without reading again: what the ledger holds.
    private void Compare(string home, ChaosTruth truth)
    {
        var ledger = HistoryHome.Of(new SourceEnvironment(home, _ => null));
        using var store = HistoryStore.Open(ledger, new Scanner.Model.NameTable(), new HistoryOptions());
        if (truth.Difference(store.Snapshot) is { } difference) _failures.Add(difference);
        _failures.AddRange(LedgerVerifier.Check(store.Database).Select(f => "ledger: " + f));
        _failures.AddRange(Directory.GetFiles(ledger.Folder, "*.tmp", SearchOption.AllDirectories).Select(f => "left over: " + f));
    }

    private static long Bytes(string home) => Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
}

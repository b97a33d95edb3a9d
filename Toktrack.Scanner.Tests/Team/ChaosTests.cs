using System.Diagnostics;
using Toktrack.Scanner.Tests.History;
using Xunit.Abstractions;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>Machines that push at once, twice, while clients and the server are killed at random: the database equals the union of the ledgers.</summary>
public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    private readonly List<TeamMachine> _machines = [];

    [ServerFact]
    public void Push_ClientsAndServerKilledAtRandom_TheDatabaseEqualsTheUnion()
    {
        var (machines, responses, kills) = (Amount.Of(4, 50), Amount.Of(1500, 20_000), Amount.Of(2, 12));
        var random = new Random(17);
        for (var m = 0; m < machines; m++) _machines.Add(Machine(m, responses, random));
        using var server = PostgresServer.Start();
        var url = server.CreateDatabase();
        _machines[0].Output("push", "--schema-only", "--to", url);

        var clock = Stopwatch.StartNew();
        var (killed, failed) = (0, 0);
        for (var round = 0; round < 2; round++)
        {
            var waiting = _machines.ToDictionary(m => m, _ => Amount.Of(1, 2)); // how often each client may still be killed
            using var end = new CancellationTokenSource();
            var killer = Task.Run(() =>
            {
                for (var i = 0; i < kills && !end.Token.WaitHandle.WaitOne(Amount.Of(700, 4000)); i++)
                {
                    server.Kill();
                    server.Resume();
                }
            });
            Parallel.ForEach(_machines, new ParallelOptions { MaxDegreeOfParallelism = machines }, (machine, _, index) =>
            {
                var dice = new Random((int)index + round);
                var said = "";
                for (var attempt = 0; attempt < 100; attempt++)
                {
                    using var push = Start(machine, url, (int)index);
                    if (waiting[machine] > 0 && !push.WaitForExit(dice.Next(200, 1500)))
                    {
                        push.Kill();
                        Interlocked.Increment(ref killed);
                        lock (waiting) waiting[machine]--;
                    }

                    said = push.StandardError.ReadToEnd();
                    push.WaitForExit();
                    if (push.ExitCode == 0) return;
                    Interlocked.Increment(ref failed);
                    Thread.Sleep(dice.Next(300));
                }

                throw new InvalidOperationException("A push never completed: " + said);
            });
            end.Cancel();
            killer.Wait();
        }

        output.WriteLine($"{machines} machines of {responses} responses, twice, in {clock.Elapsed.TotalSeconds:F0} s; {killed} clients killed, {failed} pushes failed.");
        using (var connection = Toktrack.Tool.Team.TeamDatabase.Open(Toktrack.Tool.Team.DatabaseUrl.Parse(url))) StoredSums.ShouldAgree(connection);
        using var union = TeamMachine.Union(_machines);
        foreach (var report in new[] { "daily --json --breakdown", "sessions --json", "projects --csv --by model", "hourly --csv --timezone Asia/Kathmandu", "blocks --json", "stats --json", "sources --csv" })
        {
            var args = report.Split(' ');
            union.Output([.. args, "--quiet", "--from", url]).Should().Be(union.Output([.. args, "--quiet"]), report);
        }
    }

    public void Dispose() => _machines.ForEach(m => m.Dispose());

    // A tenth of the responses are copies that other machines hold too, some fuller than others.
    private static TeamMachine Machine(int number, int responses, Random random)
    {
        var machine = new TeamMachine();
        string[] models = ["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"];
        for (var log = 0; log < 8; log++)
        {
            machine.Log("log" + log, [.. Enumerable.Range(0, responses / 8).Select(i =>
            {
                var shared = random.Next(10) == 0;
                var id = shared ? "shared" + random.Next(responses / 20) : $"m{number}-{log}-{i}";
                var time = new DateTime(2026, 1, 10).AddMinutes(shared ? id.Length * 977 : random.Next(60 * 24 * 60)).AddMilliseconds(random.Next(4));
                return LogLines.Response(id, random.Next(50), time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), random.Next(4) == 0 ? null : "r" + id, random.Next(9) == 0, models[random.Next(3)], random.Next(400_000))
                    .Replace("/home/u/p", "/home/u/p" + random.Next(5)).Replace("\"s1\"", $"\"s{number}-{random.Next(30)}\"");
            })]);
        }

        machine.Output("daily", "--quiet");
        return machine;
    }

    // The tests' own configuration: their folder holds no copy of what the web framework they reference has as well.
    private static Process Start(TeamMachine machine, string url, int number)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            ["exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "Toktrack.Scanner.Tests.runtimeconfig.json"), Path.Combine(AppContext.BaseDirectory, "toktrack.dll"), "push", "--quiet", "--person", "p" + (number % 7)])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var name in new[] { "PATH", "DOTNET_ROOT", "TMPDIR" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        }

        start.Environment["HOME"] = machine.Folder;
        start.Environment["TOKTRACK_HOME"] = machine.Home.Folder;
        start.Environment["TOKTRACK_DATABASE_URL"] = url;
        return Process.Start(start)!;
    }
}

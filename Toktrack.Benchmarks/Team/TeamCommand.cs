using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Toktrack.Benchmarks.Compare;
using Toktrack.Scanner.Model;
using Toktrack.Tool;
using Toktrack.Tool.Team;
using Toktrack.Tool.Team.Push;
using Toktrack.Tool.Team.Schema;

namespace Toktrack.Benchmarks.Team;

/// <summary>
/// <c>team</c>: how fast many machines push to one PostgreSQL, and how fast reports come from it; with <c>--chaos</c> the test
/// that kills clients and server, in its full amount.
/// </summary>
internal static class TeamCommand
{
    private const int BatchRows = 40_000;

    private static readonly string[] s_reports =
    [
        "daily", "weekly --by project", "monthly --by model", "yearly", "hourly", "hourly --last 48", "sessions", "sessions --last 30", "projects", "models", "branches", "sources", "blocks", "blocks --recent",
        "stats", "overview", "daily --by person", "monthly --by machine", "daily --by session", "daily --project service-7", "explain claude-opus-4-8", "check --max-usd 1 --period month --json", "report --format html",
    ];

    public static Command Create()
    {
        var to = new Option<string?>("--to") { Description = "The database: postgres://… (default: TOKTRACK_DATABASE_URL)." };
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 10_000_000, Description = "Responses to push; 0 for reports only." };
        var machines = new Option<int>("--machines") { DefaultValueFactory = _ => 50 };
        var parallel = new Option<int>("--parallel") { DefaultValueFactory = _ => 3, Description = "Machines that push at the same time." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Another seed adds other responses." };
        var noReports = new Option<bool>("--no-reports");
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3, Description = "Runs of each report; the median counts." };
        var again = new Option<bool>("--again") { Description = "Push everything a second time, as if it were not known whether it is there." };
        var only = new Option<string[]>("--report") { Description = "Only this report (\"sessions --last 30\"); may be repeated." };
        var chaos = new Option<bool>("--chaos") { Description = "50 machines of 20,000 responses push twice while clients and server are killed." };
        var command = new Command("team", "Measure a team's database.") { to, rows, machines, parallel, seed, again, noReports, rounds, only, chaos };
        command.SetAction(result =>
        {
            if (result.GetValue(chaos)) return Chaos();
            using var context = ToolContext.OfProcess();
            var url = TeamAddress.Find("--to", result.GetValue(to), context);
            Console.WriteLine(Machine.Conditions + "; server and client share them");
            foreach (var hopeful in result.GetValue(again) ? [true, false] : (bool[])[true])
            {
                if (result.GetValue(rows) > 0) Push(url, result.GetValue(rows), result.GetValue(machines), result.GetValue(parallel), result.GetValue(seed), hopeful);
            }

            if (!result.GetValue(noReports)) Report(url, result.GetValue(rounds), result.GetValue(only) is { Length: > 0 } chosen ? chosen : s_reports);
            return 0;
        });
        return command;
    }

    private static void Push(DatabaseUrl url, int rows, int machines, int parallel, int seed, bool hopeful)
    {
        using (var connection = TeamDatabase.Open(url)) SchemaMigrator.Migrate(connection, url);
        var clock = Stopwatch.StartNew();
        long pushed = 0;
        Parallel.For(0, machines, new ParallelOptions { MaxDegreeOfParallelism = parallel }, machine =>
        {
            var names = new NameTable();
            var options = new PushOptions($"machine-{machine}", $"person {machine / 2}", new HashSet<NameKind>(), []);
            var batch = new PushBatch(new(names, options), options);
            using var connection = TeamDatabase.Open(url);
            foreach (var record in new TeamRows(machine, seed, names).Take(rows / machines))
            {
                batch.Add(record);
                if (batch.Count == BatchRows) Send();
            }

            Send();

            void Send()
            {
                var count = batch.Count;
                if (count == 0) return;
                batch.Complete(machine, seed);
                batch.Send(connection, [], hopeful);
                var done = Interlocked.Add(ref pushed, count);
                if (done / 1_000_000 != (done - count) / 1_000_000) Tell(done);
            }
        });
        using (var connection = TeamDatabase.Open(url)) new TeamPrices(Scanner.Pricing.PriceBook.Embedded(), own: false).Send(connection);
        Tell(pushed);

        void Tell(long done) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done,12:N0} rows in {clock.Elapsed.TotalSeconds,6:F1} s: {done / clock.Elapsed.TotalSeconds,10:N0} rows/s"));
    }

    private static void Report(DatabaseUrl url, int rounds, IReadOnlyList<string> reports)
    {
        using (var connection = TeamDatabase.Open(url))
        {
            using var size = new NpgsqlCommand(
                "SELECT (SELECT count(*) FROM toktrack.response_key), (SELECT count(*) FROM toktrack.slot), pg_database_size(current_database()), pg_total_relation_size('toktrack.slot'), pg_total_relation_size('toktrack.response_key')", connection);
            using var reader = size.ExecuteReader();
            reader.Read();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{reader.GetInt64(0):N0} responses in {reader.GetInt64(1):N0} slots; {reader.GetInt64(2) / 1e9:F2} GB, of it slots {reader.GetInt64(3) / 1e9:F2} GB and keys {reader.GetInt64(4) / 1e9:F2} GB"));
        }

        foreach (var report in reports)
        {
            var times = new List<double>();
            long size = 0;
            for (var round = 0; round < rounds; round++)
            {
                using var output = new StringWriter();
                using var context = new ToolContext { Out = output, Error = Console.Error, In = () => Stream.Null, Environment = new("/nowhere", _ => null), Clock = new Then() };
                var clock = Stopwatch.StartNew();
                Tool.Commands.CommandLine.Run([.. report.Split(' '), "--quiet", "--timezone", "Europe/Berlin", "--from", url.Settings.ConnectionString], context);
                times.Add(clock.Elapsed.TotalMilliseconds);
                size = output.GetStringBuilder().Length;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {report,-44} {times.Order().ElementAt(times.Count / 2),8:N0} ms  {size,12:N0} characters"));
        }
    }

    private static int Chaos()
    {
        var start = new ProcessStartInfo("dotnet", ["test", "Toktrack.Scanner.Tests", "--filter", "FullyQualifiedName~.Team.ChaosTests", "--logger", "console;verbosity=detailed"]);
        start.Environment["TOKTRACK_TESTS"] = "full";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private sealed class Then : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 9, 28, 12, 0, 0, TimeSpan.Zero);
    }
}

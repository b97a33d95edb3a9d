using System.Text.Json;
using Toktrack.Scanner.Tests.History;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>Every report from the database against the same report over one ledger into which all others were imported: byte by byte.</summary>
public sealed class TeamReportTests : IDisposable
{
    private readonly List<TeamMachine> _machines = [];

    [PostgresFact]
    public void Run_EveryReport_EqualsTheOneOverTheUnionOfLedgers()
    {
        var url = PostgresServer.Shared.CreateDatabase();
        Team();
        var people = 0;
        string? name = null;
        for (var round = 0; round < 2; round++)
        {
            foreach (var machine in _machines)
            {
                var result = JsonDocument.Parse(machine.Output("push", "--to", url, "--person", "person " + (people++ % 3), "--json")).RootElement;
                if (machine == _machines[0]) name = result.GetProperty("machine").GetString();
                if (round == 0) result.GetProperty("daysSent").GetInt32().Should().BeGreaterThan(0);
                // A person's name that changes is sent again, and changes nothing that has one.
                if (round == 1) (result.GetProperty("added").GetInt64(), result.GetProperty("replaced").GetInt64()).Should().Be((0, 0));
            }
        }

        using var union = TeamMachine.Union(_machines);
        union.Output("daily", "--quiet").Should().Contain("Total");
        foreach (var report in Reports())
        {
            var local = union.Output([.. report, "--quiet"]);
            union.Output([.. report, "--quiet", "--from", url]).Should().Be(local, string.Join(' ', report));
        }

        using var connection = Toktrack.Tool.Team.TeamDatabase.Open(Toktrack.Tool.Team.DatabaseUrl.Parse(url));
        StoredSums.ShouldAgree(connection);

        // What a machine alone sent is its own whole.
        var own = JsonDocument.Parse(_machines[0].Output("daily", "--json", "--quiet")).RootElement.GetProperty("totals");
        var rows = JsonDocument.Parse(union.Output("monthly", "--by", "machine", "--json", "--from", url)).RootElement.GetProperty("monthly").EnumerateArray().ToList();
        rows.Where(r => r.GetProperty("machine").GetString() == name).Sum(r => r.GetProperty("totalTokens").GetInt64()).Should().Be(own.GetProperty("totalTokens").GetInt64());
        rows.Where(r => r.GetProperty("machine").GetString() == name).Sum(r => r.GetProperty("totalCost").GetDecimal()).Should().Be(own.GetProperty("totalCost").GetDecimal());
        var persons = JsonDocument.Parse(union.Output("projects", "--by", "person", "--json", "--from", url)).RootElement;
        persons.GetProperty("projects").EnumerateArray().Select(r => r.GetProperty("person").GetString()).Distinct().Should().Contain(["person 0", "person 1", "person 2"]);

        // And the database's own arithmetic comes to the same.
        var all = JsonDocument.Parse(union.Output("models", "--json", "--from", url, "--timezone", "UTC", "--until", "2026-12-31")).RootElement.GetProperty("models").EnumerateArray();
        var viewed = MergeRuleTests.Texts(connection, "SELECT model || ' ' || sum(tokens) || ' ' || trim_scale(sum(cost_usd)) FROM toktrack.usage GROUP BY model");
        viewed.Should().NotBeEmpty();
        viewed.Should().ContainSingle(t => t.StartsWith("old-model "), "a day of which only sums are known is a part of everything");
        viewed.Should().Equal(all.Select(r =>
            $"{r.GetProperty("model").GetString()} {r.GetProperty("totalTokens").GetInt64()} {r.GetProperty("totalCost").GetDecimal() / 1.0000000000000000000000000000m}").Order(StringComparer.Ordinal));
    }

    public void Dispose() => _machines.ForEach(m => m.Dispose());

    private void Team()
    {
        _machines.Add(new TeamMachine().Generate(1));
        _machines.Add(new TeamMachine().Generate(2));
        // Copies of one machine's logs, grown and cut elsewhere; and random lines of few ids on several machines.
        var copy = new TeamMachine().Generate(2);
        var random = new Random(11);
        _machines.Add(copy);
        _machines.Add(new TeamMachine());
        _machines.Add(new TeamMachine());
        foreach (var machine in _machines.Skip(2))
        {
            for (var log = 0; log < 3; log++) machine.Log("log" + random.Next(2) + log, [.. Enumerable.Range(0, 40).Select(_ => LogLines.Random(random))]);
        }

        foreach (var machine in _machines) machine.Output("daily", "--quiet");

        // A machine that lost its ledger and logs: only sums are left of a day.
        var lost = new TeamMachine();
        lost.Log("old", LogLines.Response("lost", 500, "2026-02-02T10:00:00.000Z", model: "old-model"), LogLines.Response("lost2", 500, "2026-02-02T11:00:00.000Z", model: "claude-opus-4-5"));
        lost.Output("daily", "--quiet");
        Directory.Delete(Path.Combine(lost.Folder, ".claude"), recursive: true);
        foreach (var file in Directory.GetFiles(lost.Home.Folder, "history.db*")) File.Delete(file);
        lost.Output("daily", "--quiet").Should().Contain("old");
        _machines.Add(lost);
    }

    private static IEnumerable<string[]> Reports()
    {
        string[] lines =
        [
            "daily", "daily --json --breakdown", "daily --json --by session --timezone Europe/Berlin", "weekly --json --by project --timezone America/New_York --start-of-week sunday",
            "monthly --csv --by model --timezone Asia/Kathmandu", "yearly --json", "hourly --csv --timezone Australia/Lord_Howe", "hourly --json --last 48", "sessions --json", "sessions --sort cost --top 5",
            "sessions --csv --since 2026-02-01 --until 2026-03-01 --timezone Asia/Tokyo", "sessions --csv --by branch", "projects", "projects --json --merge-worktrees --by model", "models --json --by source", "models --markdown",
            "branches --csv", "branches --json --by project", "sources --csv --breakdown", "blocks --json", "blocks --csv --model claude-opus* --since 2026-02-01", "blocks --recent --session-length 1.25 --source codex",
            "stats --json --timezone America/St_Johns", "stats --since 30d", "overview --json", "overview --timezone Pacific/Apia", "report --format html", "report --format markdown --since 2026-02-10",
            "daily --json --cost calculate --since 2026-01-20 --until 2026-03-02 --timezone America/Sao_Paulo", "daily --json --cost reported", "daily --json --no-cost --by branch", "daily --csv --project p --branch main",
            "daily --csv --session s1 --model *opus*", "daily --json --session 0*", "monthly --json --model *-fast", "weekly --csv --source codex --source gemini --last 6", "explain claude-opus-4-5 --json", "explain 2026-03-01 --json",
            "explain 2026-03-02 --timezone Asia/Kolkata", "check --max-usd 100000 --period all --json", "check --max-usd 100000 --period month --json", "check --max-usd 100000 --period session --json",
            "check --max-usd 100000 --period block --by project", "daily --json --by session --timezone Asia/Kolkata", "sessions --json --timezone America/St_Johns --since 2026-02-01", "hourly --json --timezone UTC",
            "daily --json --by model --timezone Pacific/Chatham", "projects --json --model claude-opus* --until 2026-02-20 --timezone Europe/Berlin",
        ];
        return lines.Select(l => l.Split(' '));
    }
}

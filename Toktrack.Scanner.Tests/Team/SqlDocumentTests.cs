using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Toktrack.Scanner.Tests.History;
using Toktrack.Tool.Team;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>Every query of the documents and of the dashboard, run as the role that may only read.</summary>
public sealed partial class SqlDocumentTests
{
    [PostgresFact]
    public void Queries_OfTheDocumentsAndTheDashboard_GiveRows()
    {
        using var machine = new TeamMachine();
        machine.Log("log", [.. Enumerable.Range(0, 200).Select(i => LogLines.Response("m" + i, 100_000, DateTime.UtcNow.AddHours(-i * 3).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), "r" + i, input: 1000).Replace("\"main\"", "\"feature\""))]);
        var url = PostgresServer.Shared.CreateDatabase();
        machine.Output("push", "--to", url, "--person", "Ada", "--quiet");
        var reader = "docs_" + PostgresServer.DatabaseOf(url);
        using (var owner = TeamDatabase.Open(DatabaseUrl.Parse(url)))
        {
            using var allow = new NpgsqlCommand($"CREATE ROLE {reader} LOGIN; SELECT toktrack.allow_read('{reader}'); UPDATE toktrack.pushed SET at = now() - interval '8 days'", owner);
            allow.ExecuteNonQuery();
        }

        using var connection = TeamDatabase.Open(DatabaseUrl.Parse(PostgresServer.Shared.Url(PostgresServer.DatabaseOf(url), reader)));
        var queries = Documented().Concat(Dashboard()).ToList();
        queries.Should().HaveCount(11 + 11);
        foreach (var sql in queries)
        {
            using var command = new NpgsqlCommand(sql, connection);
            using var rows = command.ExecuteReader();
            rows.Read().Should().BeTrue(sql);
        }
    }

    private static IEnumerable<string> Documented() =>
        Block().Matches(File.ReadAllText(Path.Combine(Folder(), "SQL.md"))).Select(m => m.Groups[1].Value);

    private static IEnumerable<string> Dashboard()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "grafana.json")));
        foreach (var variable in document.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray().Where(v => v.GetProperty("type").GetString() == "query")) yield return variable.GetProperty("query").GetString()!;
        foreach (var target in document.RootElement.GetProperty("panels").EnumerateArray().SelectMany(p => p.GetProperty("targets").EnumerateArray()))
        {
            yield return target.GetProperty("rawSql").GetString()!.Replace("$__timeFilter(time)", "time BETWEEN now() - interval '30 days' AND now()").Replace("($person)", "('Ada')");
        }
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var team = Path.Combine(folder.FullName, "Toktrack.Tool", "Team");
            if (Directory.Exists(team)) return team;
        }

        throw new DirectoryNotFoundException("Toktrack.Tool/Team");
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}

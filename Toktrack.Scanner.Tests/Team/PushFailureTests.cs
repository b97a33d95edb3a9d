using System.Security.Cryptography;
using Npgsql;
using Toktrack.Scanner.Tests.History;
using Toktrack.Tool;
using Toktrack.Tool.Team;
using Toktrack.Tool.Team.Schema;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>Whatever goes wrong: a clear error, an untouched ledger, and a next push that completes.</summary>
public sealed class PushFailureTests : IDisposable
{
    private readonly TeamMachine _machine = new();

    [PostgresFact]
    public void Push_ServerThatIsNotThere_SaysSo()
    {
        Fill(3);
        Refused("postgres://u:hunter2@127.0.0.1:1/d").Should().Contain("u@127.0.0.1:1/d cannot be reached");
        Refused(PostgresServer.Shared.Url("no_such_database")).Should().Contain("no_such_database");
    }

    [ServerFact]
    public void Push_WrongPasswordOrNoTls_SaysSoAndTheNextCompletes()
    {
        Fill(50);
        using var server = PostgresServer.Start();
        var url = server.CreateDatabase();
        Execute(url, $"CREATE ROLE locked LOGIN PASSWORD 'right'; GRANT CREATE ON DATABASE {PostgresServer.DatabaseOf(url)} TO locked");
        var database = PostgresServer.DatabaseOf(url);
        Refused(server.Url(database, "locked:hunter2")).Should().Contain("does not let this user in").And.Contain("Nothing was sent");
        Refused(server.Url(database, "locked:right", "?sslmode=require")).Should().Contain("cannot be made secure");
        Refused(server.Url(database, "locked:right", "?sslmode=verify-full")).Should().Contain("cannot be made secure");
        Completes(server.Url(database, "locked:right"));
    }

    [PostgresFact]
    public void Push_OldSchema_IsMigrated()
    {
        Fill(50);
        var url = DatabaseUrl.Parse(PostgresServer.Shared.CreateDatabase());
        using (var connection = TeamDatabase.Open(url)) SchemaMigrator.Migrate(connection, url, target: 1).Should().Be(0);
        _machine.Run("daily", "--from", url.Settings.ConnectionString).Error.Should().Contain("has schema 1; this toktrack needs " + SchemaMigrator.Newest);
        Completes(url.Settings.ConnectionString);
        _machine.Output("push", "--schema-only", "--to", url.Settings.ConnectionString).Should().Contain("already");
    }

    [PostgresFact]
    public void Push_NewerSchema_IsLeftUntouched()
    {
        Fill(50);
        var url = PostgresServer.Shared.CreateDatabase();
        Completes(url);
        Execute(url, "INSERT INTO toktrack.schema_version (version) VALUES (999)");
        _machine.Log("more", LogLines.Response("more", 1));
        Refused(url).Should().Contain("has schema 999").And.Contain("left untouched").And.Contain("Update toktrack");
        _machine.Run("daily", "--from", url).Error.Should().Contain("has schema 999");
        Count(url, "SELECT count(*) FROM toktrack.response").Should().Be(50);
        Execute(url, "DELETE FROM toktrack.schema_version WHERE version = 999");
        Completes(url);
    }

    [PostgresTheory]
    [InlineData(100)]
    [InlineData(30_000)]
    [InlineData(200_000)]
    [InlineData(700_000)]
    public void Push_NetworkCutInTheMiddle_TheNextCompletes(long bytes)
    {
        Fill(6000);
        var url = PostgresServer.Shared.CreateDatabase();
        using (var proxy = new CuttingProxy(PostgresServer.Shared.Port, bytes))
        {
            var settings = DatabaseUrl.Parse(url).Settings;
            (settings.Host, settings.Port) = ("127.0.0.1", proxy.Port);
            Refused(settings.ConnectionString).Should().MatchRegex("broke|cannot be reached|cannot be used|did not answer");
        }

        Completes(url);
    }

    [ServerFact(NeedsMount = true)]
    public void Push_DiskOfTheServerFull_TheNextCompletes()
    {
        Fill(20_000);
        using var server = PostgresServer.Start(megabytes: 150);
        var url = server.CreateDatabase();
        _machine.Output("push", "--schema-only", "--to", url);
        server.Fill(leave: 3 << 20);
        Refused(url).Should().MatchRegex("disk of the database .* is full|broke|going down|cannot be reached|cannot be used");
        server.Unfill();
        server.Kill();
        server.Resume();
        Completes(url);
    }

    [ServerFact]
    public void Push_ServerKilledInTheMiddle_TheNextCompletes()
    {
        Fill(20_000);
        using var server = PostgresServer.Start();
        var url = server.CreateDatabase();
        _machine.Output("push", "--schema-only", "--to", url);
        foreach (var delay in new[] { 50, 300, 600 })
        {
            var push = Task.Run(() => _machine.Run("push", "--quiet", "--to", url));
            Thread.Sleep(delay);
            server.Kill();
            push.Wait();
            if (push.Result.Code != 0) push.Result.Error.Should().MatchRegex("broke|going down|cannot be reached|cannot be used|failed").And.Contain("ledger is untouched");
            server.Resume();
        }

        Completes(url);
    }

    [PostgresFact]
    public void Push_RolesThatMayOnlyPushOrOnlyRead_CanDoThatAndNothingElse()
    {
        Fill(50);
        var url = PostgresServer.Shared.CreateDatabase();
        var database = PostgresServer.DatabaseOf(url);
        var (pusher, asker) = ("push_" + database, "ask_" + database);
        Execute(url, $"CREATE ROLE {pusher} LOGIN; CREATE ROLE {asker} LOGIN");
        var (push, ask) = (PostgresServer.Shared.Url(database, pusher), PostgresServer.Shared.Url(database, asker));
        Refused(push).Should().Contain("push --schema-only");
        _machine.Output("push", "--to", url, "--schema-only").Should().Contain("the schema has version " + SchemaMigrator.Newest);
        Refused(push).Should().Contain("toktrack.allow_push");
        Execute(url, $"SELECT toktrack.allow_push('{pusher}'); SELECT toktrack.allow_read('{asker}')");
        Completes(push, ask);
        _machine.Run("daily", "--from", push).Error.Should().Contain("permission denied").And.Contain("toktrack.allow_read");
        foreach (var (who, sql) in new[]
        {
            (push, "SELECT * FROM toktrack.name"), (push, "SELECT * FROM toktrack.usage"), (push, "DELETE FROM toktrack.response"), (push, "INSERT INTO toktrack.slot SELECT * FROM toktrack.slot"),
            (push, "SELECT toktrack.merge_contested('{}', '{}')"), (push, "UPDATE toktrack.pushed SET state = 0"),
            (ask, "DELETE FROM toktrack.slot"), (ask, "SELECT toktrack.begin_batch()"), (ask, "SELECT toktrack.merge_batch('x', false)"),
        })
        {
            var act = () => Execute(who, sql);
            act.Should().Throw<PostgresException>(sql).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege, sql);
        }

        // A table of one's own in place of a batch's would run with the owner's rights.
        var forged = () => Execute(push, "CREATE TEMP TABLE staged_name (number integer, kind smallint, text text); CREATE TEMP VIEW staged AS SELECT 1; SELECT toktrack.merge_batch('x', true)");
        forged.Should().Throw<PostgresException>();
    }

    public void Dispose() => _machine.Dispose();

    private void Fill(int responses)
    {
        _machine.Log("log", [.. Enumerable.Range(0, responses).Select(i => LogLines.Response("m" + i, i % 700, new DateTime(2026, 2, 1).AddMinutes(i * 2).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), "r" + i))]);
        _machine.Output("daily", "--quiet");
    }

    private string Refused(string url)
    {
        _machine.Output("daily", "--quiet");
        Thread.Sleep(100); // a log written a moment ago is read again
        _machine.Output("daily", "--quiet");
        var before = SHA256.HashData(File.ReadAllBytes(_machine.Home.Database));
        var (code, output, error) = _machine.Run("push", "--to", url);
        code.Should().Be(ExitCodes.Failure, output);
        error.Should().NotContain("hunter2").And.NotContain("   at ");
        SHA256.HashData(File.ReadAllBytes(_machine.Home.Database)).Should().Equal(before);
        return error;
    }

    private void Completes(string url, string? reader = null)
    {
        _machine.Output("push", "--to", url);
        _machine.Output("daily", "--json", "--quiet", "--breakdown", "--from", reader ?? url).Should().Be(_machine.Output("daily", "--json", "--quiet", "--breakdown"));
        _machine.Output("push", "--to", url).Should().Contain("has everything");
    }

    private static void Execute(string url, string sql)
    {
        using var connection = TeamDatabase.Open(DatabaseUrl.Parse(url));
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static long Count(string url, string sql)
    {
        using var connection = TeamDatabase.Open(DatabaseUrl.Parse(url));
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}

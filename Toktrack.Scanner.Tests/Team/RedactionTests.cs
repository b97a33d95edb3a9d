using Toktrack.Scanner.Tests.History;
using Toktrack.Tool.Team;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>Names that must not leave a machine do not.</summary>
public sealed class RedactionTests : IDisposable
{
    private readonly TeamMachine _machine = new();

    [PostgresFact]
    public void Push_Redacted_SendsHashesThatOnlyTheKeyGives()
    {
        _machine.Generate(4);
        _machine.Log("log", LogLines.Response("a", 5), LogLines.Response("a", 6, sidechain: true));
        var url = PostgresServer.Shared.CreateDatabase();
        _machine.Output("push", "--to", url, "--redact", "projects,branches", "--redact", "sessions", "--machine", "m1");

        var key = Path.Combine(_machine.Home.Folder, "team.key");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(key).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var connection = TeamDatabase.Open(DatabaseUrl.Parse(url));
        var names = MergeRuleTests.Texts(connection, "SELECT kind || ' ' || text FROM toktrack.name WHERE kind IN (2, 3, 4, 5)");
        names.Should().HaveCountGreaterThan(10).And.OnlyContain(n => System.Text.RegularExpressions.Regex.IsMatch(n, "^(2 project|3 session|4 branch|5 @m1:file)-[0-9a-f]{24}$"));

        // Sums are what they were, and the same key gives the same names.
        _machine.Output("monthly", "--json", "--quiet", "--from", url).Should().Be(_machine.Output("monthly", "--json", "--quiet"));
        using var other = new TeamMachine().Generate(4);
        Directory.CreateDirectory(other.Home.Folder);
        File.Copy(key, Path.Combine(other.Home.Folder, "team.key"));
        other.Output("push", "--to", url, "--redact", "projects,branches,sessions", "--machine", "m2");
        MergeRuleTests.Texts(connection, "SELECT kind || ' ' || text FROM toktrack.name WHERE kind IN (2, 3, 4)").Should().Equal(names.Where(n => n[0] != '5'));
    }

    [Fact]
    public void Push_UnknownKindOrMachine_IsRefused()
    {
        _machine.Run("push", "--to", "postgres://127.0.0.1:1/d", "--redact", "projets").Error.Should().Contain("Did you mean 'projects'?");
        _machine.Run("push", "--to", "postgres://127.0.0.1:1/d", "--machine", "a b").Error.Should().Contain("expected up to 64 letters");
    }

    public void Dispose() => _machine.Dispose();
}

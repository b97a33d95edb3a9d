using Npgsql;
using Toktrack.Tool;
using Toktrack.Tool.Team;

namespace Toktrack.Scanner.Tests.Team;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgres://ada:p%40ss%2Fword@db.example:5433/tok%20track?sslmode=verify-full&application_name=x", "db.example", 5433, "ada", "p@ss/word", "tok track", SslMode.VerifyFull)]
    [InlineData("postgresql://ada@db/usage", "db", 5432, "ada", null, "usage", SslMode.Prefer)]
    [InlineData("postgres://[::1]:6000/d?sslmode=require", "::1", 6000, null, null, "d", SslMode.Require)]
    [InlineData("postgres:///d?host=/run/postgresql&port=5499&user=u", "/run/postgresql", 5499, "u", null, "d", SslMode.Prefer)]
    [InlineData("postgres://h", "h", 5432, null, null, null, SslMode.Prefer)]
    [InlineData("Host=h;Port=7;Username=u;Password=s;Database=d;SSL Mode=Disable", "h", 7, "u", "s", "d", SslMode.Disable)]
    public void Parse_WhatPostgresAccepts_MeansTheSame(string text, string host, int port, string? user, string? password, string? database, SslMode mode)
    {
        var settings = DatabaseUrl.Parse(text).Settings;
        (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database, settings.SslMode).Should().Be((host, port, user, password, database, mode));
    }

    [Theory]
    [InlineData("postgres://u:hunter2@h:x/d")]
    [InlineData("postgres://u:hunter2@h/d?sslmode=sometimes")]
    [InlineData("postgres://u:hunter2@h/d?hunter2=1")]
    [InlineData("Host=h;Passwort=hunter2")]
    [InlineData("=hunter2")]
    public void Parse_Nonsense_IsRefusedWithoutRepeatingValues(string text)
    {
        var refuse = () => DatabaseUrl.Parse(text);
        var message = refuse.Should().Throw<UsageException>().Which.Message;
        if (!text.Contains("?hunter2")) message.Should().NotContain("hunter2");
    }

    [Fact]
    public void Place_OfAUrlWithAPassword_ShowsNone() => DatabaseUrl.Parse("postgres://u:hunter2@h/d?sslpassword=hunter2").Place.Should().Be("u@h:5432/d");

    [Fact]
    public void Find_NoDatabaseNamed_SaysWhereOneCanBe()
    {
        using var machine = new TeamMachine();
        var (code, _, error) = machine.Run("daily", "--from");
        code.Should().Be(ExitCodes.WrongUsage);
        error.Should().Contain("TOKTRACK_DATABASE_URL").And.Contain("team.url");
    }

    [Fact]
    public void Find_OptionVariableAndConfiguration_TheFirstOfThemHolds()
    {
        using var machine = new TeamMachine();
        Directory.CreateDirectory(machine.Home.Folder);
        var file = Path.Combine(machine.Folder, "team.url");
        File.WriteAllText(file, "\npostgres://x@127.0.0.1:1/file\n");
        File.WriteAllText(Path.Combine(machine.Home.Folder, "config.json"), """{ "team": { "url": "postgres://x@127.0.0.1:1/configured" } }""");
        machine.Run("daily", "--from").Error.Should().Contain("127.0.0.1:1/configured cannot be reached");
        machine.Variables["TOKTRACK_DATABASE_URL"] = "postgres://x@127.0.0.1:1/variable";
        machine.Run("daily", "--from").Error.Should().Contain("/variable cannot be reached");
        machine.Run("daily", "--from", file).Error.Should().Contain("/file cannot be reached");
        machine.Run("daily", "--from", file + "x").Error.Should().Contain("no file with one");
        machine.Run("push", "--to", "postgres://x:hunter2@127.0.0.1:1/option").Error.Should().Contain("/option cannot be reached").And.Contain("Nothing was sent").And.NotContain("hunter2");
    }

    [Fact]
    public void Read_ByPersonWithoutADatabase_IsRefused()
    {
        using var machine = new TeamMachine();
        machine.Run("daily", "--by", "person").Error.Should().Contain("--by person needs a team's database");
    }
}

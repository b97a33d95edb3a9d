using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.Sources.OpenCode;

/// <summary>The rules of section 4, one by one.</summary>
public sealed class OpenCodeRulesTests
{
    private const long Created = 1_760_000_000_000;

    [Fact]
    public void Scan_Database_CountsAssistantMessagesOnly()
    {
        using var home = new LogHome();
        using var database = Database(home).Session("s").Message("a", "s", Created, 10, 5, cost: 0.25)
            .Message("u", "s", Created + 1, 0, 0, data: "{\"role\":\"user\",\"tokens\":{\"input\":99},\"time\":{\"created\":1760000000000}}")
            .Message("n", "s", Created + 2, 0, 0, data: "{\"role\":\"assistant\",\"tokens\":null,\"time\":{\"created\":1760000000000}}");
        database.Run("INSERT INTO part VALUES ('p', 'a', '{\"type\":\"step-finish\",\"tokens\":{\"input\":10,\"output\":5}}')");
        database.Run("INSERT INTO event VALUES ('e', $a)", OpenCodeScript.Data(Created, 10, 5));

        var snapshot = home.Scan().Snapshot;
        var slot = snapshot.Slots.Should().ContainSingle().Subject;
        (slot.Requests, slot.Tokens.Input, slot.Tokens.Output, slot.Tokens.Reasoning, slot.Tokens.CacheWrite5m, slot.Tokens.CacheRead).Should().Be((1, 10, 7, 2, 3, 4));
        slot.ReportedCost.Should().Be(250_000_000);
        (snapshot.Names[slot.Model], snapshot.Names[slot.Project], snapshot.Names[slot.Session]).Should().Be(("glm-5", "/home/me/work", "s"));
        slot.First.Should().Be(DateTime.UnixEpoch.AddMilliseconds(Created).Ticks);
    }

    [Theory]
    [InlineData("0.0041250000000000005", 4_125_000)]
    [InlineData("1e-05", 10_000)]
    [InlineData("3", 3_000_000_000)]
    [InlineData("0", 0)]
    [InlineData("-1", 0)]
    [InlineData("{\"input\":24}", 0)]
    [InlineData("\"1\"", 0)]
    public void Parse_Cost_IsNanoDollars(string cost, long expected)
    {
        var message = OpenCodeMessage.Parse(System.Text.Encoding.UTF8.GetBytes($"{{\"role\":\"assistant\",\"cost\":{cost},\"tokens\":{{}}}}"));
        (message.ReportedCost, message.IsResponse).Should().Be((expected, true));
    }

    [Fact]
    public void Scan_SameMessageInDatabasesAndFiles_DatabaseWins()
    {
        using var home = new LogHome();
        using var main = Database(home).Session("s").Message("a", "s", Created, 10, 5);
        using var beta = new OpenCodeScript(Path.Combine(home.OpenCode, "opencode-beta.db")).Session("s").Message("a", "s", Created, 10, 6, updated: Created + 9).Message("b", "s", Created + 1, 1, 1);
        WriteFile(home, "s", "a", OpenCodeScript.Data(Created, 900, 900, extra: "\"id\":\"a\",\"sessionID\":\"s\","));
        WriteFile(home, "s", "c", OpenCodeScript.Data(Created + 2, 100, 100, extra: "\"id\":\"c\",\"sessionID\":\"s\","));
        Cells(home.Scan()).Should().Equal("glm-5 111/113 3");
    }

    [Theory]
    [InlineData("parent", "A title")]
    [InlineData(null, "A title (fork #2)")]
    public void Scan_ForkedCopies_CountOnce(string? parent, string title)
    {
        using var home = new LogHome();
        using var database = Database(home).Session("s").Session("f", parent, title)
            .Message("a", "s", Created, 10, 5).Message("b", "s", Created + 1, 20, 5)
            .Message("a2", "f", Created, 10, 5).Message("b2", "f", Created + 1, 20, 5).Message("own", "f", Created + 2, 1, 1);
        Cells(home.Scan()).Should().Equal("glm-5 31/17 3");
    }

    [Fact]
    public void Scan_ForksOfAnUnknownOriginal_CountOnce()
    {
        using var home = new LogHome();
        using var database = Database(home).Session("f", "gone").Session("g", "gone").Message("a", "f", Created, 10, 5).Message("b", "g", Created, 10, 5).Message("c", "g", Created, 11, 5);
        Cells(home.Scan()).Should().Equal("glm-5 21/14 2");
    }

    [Fact]
    public void Scan_EqualMessagesOfUnforkedSessions_AreTwo()
    {
        using var home = new LogHome();
        using var database = Database(home).Session("s").Session("t").Message("a", "s", Created, 10, 5).Message("b", "t", Created, 10, 5);
        Cells(home.Scan()).Should().Equal("glm-5 20/14 2");
    }

    [Fact]
    public void Scan_MessageFiles_TakeFolderAndForkFromTheSessionFile()
    {
        using var home = new LogHome();
        WriteFile(home, "s", "a", OpenCodeScript.Data(Created, 10, 5));
        WriteFile(home, "f", "b", OpenCodeScript.Data(Created, 10, 5));
        LogHome.Write(Path.Combine(home.OpenCode, "storage", "session", "project"), "s.json", "{\"id\":\"s\",\"directory\":\"/home/me/there\",\"parentID\":null,\"title\":\"t\"}");
        LogHome.Write(Path.Combine(home.OpenCode, "storage", "session", "project"), "f.json", "{\"id\":\"f\",\"directory\":\"/home/me/there\",\"parentID\":\"s\"}");
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("glm-5 10/7 1");
        outcome.Snapshot.Names[outcome.Snapshot.Slots[0].Project].Should().Be("/home/me/there");
        outcome.Snapshot.Names[outcome.Snapshot.Slots[0].Session].Should().Be("s");
    }

    [Fact]
    public void SessionTitles_DatabasesAndFiles_DatabaseWins()
    {
        using var home = new LogHome();
        using var database = Database(home).Session("s", title: "In the database").Session("untitled", title: "");
        var folder = Path.Combine(home.OpenCode, "storage", "session", "project");
        LogHome.Write(folder, "s.json", "{\"title\":\"In a file\"}");
        LogHome.Write(folder, "old.json", "{\"title\":\"Old\"}");
        LogHome.Write(folder, "broken.json", "{\"title\"");
        var diagnostics = new ScanDiagnostics();
        new OpenCodeSource().SessionTitles(home.Environment, diagnostics)
            .Should().BeEquivalentTo(new Dictionary<string, string> { ["s"] = "In the database", ["old"] = "Old" });
        diagnostics.Samples.Should().ContainSingle();
    }

    [Theory]
    [InlineData("CREATE TABLE sessions(id TEXT, prompt_tokens INTEGER); CREATE TABLE messages(id TEXT, parts TEXT); CREATE TABLE files(id TEXT)")]
    [InlineData("CREATE TABLE message(id TEXT, body TEXT)")]
    public void Scan_UnknownSchema_IsReported(string schema)
    {
        using var home = new LogHome();
        var path = Path.Combine(home.OpenCode, "opencode-old.db");
        using (var foreign = new OpenCodeScript(path))
        {
            foreign.Run("DROP TABLE message; DROP TABLE session; " + schema);
        }

        using var database = Database(home).Session("s").Message("a", "s", Created, 10, 5);
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("glm-5 10/7 1");
        outcome.Diagnostics.Samples.Should().ContainSingle(d => d.Kind == DiagnosticKind.UnknownFormat && d.Path == path);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scan_DatabaseWithoutOptionalColumns_IsRead(bool withoutRowId)
    {
        using var home = new LogHome();
        using var database = new OpenCodeScript(Path.Combine(home.OpenCode, "opencode.db"), withUpdated: false);
        database.Run("DROP TABLE session");
        if (withoutRowId) database.Run("DROP TABLE message; CREATE TABLE message(id TEXT PRIMARY KEY, session_id TEXT, data TEXT) WITHOUT ROWID");
        database.Message("a", "s", Created, 10, 5);
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("glm-5 10/7 1");
        outcome.Snapshot.Names[outcome.Snapshot.Slots[0].Project].Should().Be("/elsewhere");
    }

    [Fact]
    public void Scan_BadRowsAndFiles_LoseOnlyThemselves()
    {
        using var home = new LogHome();
        using var database = Database(home).Session("s").Message("a", "s", Created, 10, 5)
            .Message("b", "s", Created, 0, 0, data: "{\"role\":\"assistant\",\"tokens\":{\"input\":1")
            .Message("c", "s", Created, 0, 0, data: "")
            .Message("d", "s", 0, 7, 7)
            .Message("e", "s", Created + 1, 0, 0, data: "{\"role\":\"assistant\",\"tokens\":{\"input\":-4,\"output\":1e99,\"reasoning\":3},\"modelID\":\"glm-5\",\"time\":{\"created\":1760000000001}}");
        foreach (var (name, text) in new[] { ("empty", ""), ("half", OpenCodeScript.Data(Created, 1, 1)[..150]), ("list", "[1,2]"), ("text", "no json") }) WriteFile(home, "s", name, text);
        LogHome.Write(home.OpenCode, "opencode-text.db", "this is no database, though long enough to be asked for its header");
        LogHome.Write(home.OpenCode, "opencode-empty.db", "");
        LogHome.Write(home.OpenCode, "other.db", "not ours");

        var outcome = home.Scan();
        Cells(outcome).Should().Equal("glm-5 10/10 2");
        outcome.Diagnostics.Count(DiagnosticKind.MalformedLine).Should().Be(6);
        outcome.Diagnostics.Count(DiagnosticKind.UnknownFormat).Should().Be(2);
        outcome.Diagnostics.Count(DiagnosticKind.BadCount).Should().Be(1);
        outcome.Diagnostics.Count(DiagnosticKind.MissingTime).Should().Be(1);
        outcome.Diagnostics.Samples.Should().OnlyContain(d => d.Path.StartsWith(home.OpenCode, StringComparison.Ordinal));
    }

    internal static OpenCodeScript Database(LogHome home) => new(Path.Combine(home.OpenCode, "opencode.db"));

    internal static string[] Cells(ScanOutcome outcome) =>
        [.. DailyTotals.Of(outcome.Snapshot).Select(t => $"{t.Key.Split(' ', 2)[1]} {t.Value[0]}/{t.Value[1]} {t.Value[6]}")];

    private static void WriteFile(LogHome home, string session, string message, string text) =>
        LogHome.Write(Path.Combine(home.OpenCode, "storage", "message", session), message + ".json", text);
}

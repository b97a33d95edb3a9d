using System.Text.Json;
using Toktrack.Scanner.Sources.ClaudeCode;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class SessionTitleTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("toktrack-titles").FullName;

    public void Dispose() => Directory.Delete(_root, true);

    [Theory]
    [InlineData("{\"type\":\"ai-title\",\"aiTitle\":\"Made up\",\"sessionId\":\"s\"}", "Made up")]
    [InlineData("{\"type\":\"ai-title\",\"aiTitle\":\"First\"}\n{\"type\":\"ai-title\",\"aiTitle\":\"Second\"}", "Second")]
    [InlineData("{\"type\":\"custom-title\",\"customTitle\":\"Chosen\"}\n{\"type\":\"ai-title\",\"aiTitle\":\"Made up\"}", "Chosen")]
    [InlineData("{\"type\":\"summary\",\"summary\":\"Old way\",\"leafUuid\":\"x\"}\n{\"type\":\"user\"}", "Old way")]
    [InlineData("{\"type\":\"user\",\"message\":{\"content\":\"{\\\"type\\\":\\\"ai-title\\\",\\\"aiTitle\\\":\\\"Quoted\\\"}\"}}", null)]
    [InlineData("{\"type\":\"ai-title\",\"aiTitle\":\"  \"}", null)]
    [InlineData("{\"type\":\"ai-title\",\"aiTitle\":5}\n{\"type\":\"ai-title\",", null)]
    [InlineData("", null)]
    public void FindTitles_InATranscript_TakesTheWeightiest(string lines, string? expected) => Find(lines).Should().Be(expected);

    [Fact]
    public void FindTitles_InALongTranscript_LooksAtBothEnds()
    {
        var filler = string.Concat(Enumerable.Repeat("{\"type\":\"user\",\"x\":\"" + new string('y', 900) + "\"}\n", 400));
        Find("{\"type\":\"summary\",\"summary\":\"At the start\"}\n" + filler).Should().Be("At the start");
        Find(filler + "{\"type\":\"ai-title\",\"aiTitle\":\"At the end\"}\n").Should().Be("At the end");
    }

    [Fact]
    public void FindTitles_FromAFolderBelow_FindsTheTranscriptOfTheStart()
    {
        Write("s1", "{\"type\":\"ai-title\",\"aiTitle\":\"Found\"}");
        var titles = new Dictionary<string, string>();
        ClaudeTitles.Find([_root], [("s1", "/work/app/src/deep"), ("../s1", "/work/app"), ("gone", "/work/app")], titles);
        titles.Should().BeEquivalentTo(new Dictionary<string, string> { ["s1"] = "Found" });
    }

    [Fact]
    public void Sessions_WithATitleInTheLog_ShowIt()
    {
        Write("s1", "{\"type\":\"ai-title\",\"aiTitle\":\"Fix the [red]checkout\\u001b[0m\"}");
        var run = new ToolRun { Snapshot = new Query.SlotList().Add("2026-03-01T00:00:00Z", 1).Snapshot, Variables = new() { ["CLAUDE_CONFIG_DIR"] = _root } };
        run.Output("sessions", "--width", "200").Should().Contain(@"Fix the [red]checkout\x1b[0m");
        run.Output("sessions", "--no-titles").Should().NotContain("Fix the").And.Contain(" s1 ");
    }

    [Fact]
    public void Sessions_ForMachines_TellTheTitleOrNone()
    {
        Write("s1", "{\"type\":\"ai-title\",\"aiTitle\":\"=Fix, \\\"this\\\"\"}");
        var run = new ToolRun { Snapshot = new Query.SlotList().Add("2026-03-01T00:00:00Z", 1).Add("2026-03-02T00:00:00Z", 1, session: "s2").Snapshot, Variables = new() { ["CLAUDE_CONFIG_DIR"] = _root } };
        Titles(run.Output("sessions", "--json"), "sessions").Should().Equal(null, "=Fix, \"this\"");
        Titles(run.Output("daily", "--by", "session", "--json"), "daily").Should().Equal("=Fix, \"this\"", null);
        Titles(run.Output("sessions", "--json", "--no-titles"), "sessions").Should().Equal(null, null);
        run.Output("sessions", "--csv").Should().StartWith("sessionId,projectPath,branch,title,").And.Contain(",\"'=Fix, \"\"this\"\"\",");
        run.Output("sessions", "--csv", "--no-titles").Should().StartWith("sessionId,projectPath,branch,title,").And.NotContain("Fix");
        run.Output("daily", "--json").Should().NotContain("title");
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("{\"sessions\":{\"storeTitles\":true}}", "Mend the bridge")]
    public void Sessions_WhenTheLogIsGone_TellATitleOnlyWhereTheConfigurationStoresThem(string configuration, string? expected)
    {
        var ledger = Directory.CreateDirectory(Path.Combine(_root, "ledger")).FullName;
        if (configuration.Length > 0) File.WriteAllText(Path.Combine(ledger, "config.json"), configuration);
        Write("s1", History.LogLines.Response("m1", 5).Replace("/home/u/p", "/work/app", StringComparison.Ordinal) + "\n{\"type\":\"ai-title\",\"aiTitle\":\"Mend the bridge\"}\n");
        var run = new ToolRun { Loader = new LedgerLoader(), Variables = new() { ["CLAUDE_CONFIG_DIR"] = _root, ["TOKTRACK_HOME"] = ledger } };
        Titles(run.Output("sessions", "--json"), "sessions").Should().Equal("Mend the bridge");
        Directory.Delete(Path.Combine(_root, "projects"), true);
        Directory.Delete(Path.Combine(_root, "-work-app"), true);
        Titles(run.Output("sessions", "--json"), "sessions").Should().Equal(expected);
        if (expected is not null) run.Output("sessions").Should().Contain(expected);
        run.Run("history", "forget-titles").Error.Should().StartWith(expected is null ? "Removed 0 stored titles." : "Removed 1 stored title. The configuration still");
    }

    private static List<string?> Titles(string json, string name) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty(name).EnumerateArray().Select(r => r.GetProperty("title").GetString())];

    private string? Find(string lines)
    {
        Write("s1", lines);
        var titles = new Dictionary<string, string>();
        ClaudeTitles.Find([Path.Combine(_root, "projects"), _root], [("s1", "/work/app")], titles);
        return titles.GetValueOrDefault("s1");
    }

    private void Write(string session, string lines)
    {
        foreach (var root in new[] { _root, Path.Combine(_root, "projects") })
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "-work-app")).FullName, session + ".jsonl"), lines);
        }
    }
}

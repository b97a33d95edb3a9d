using Toktrack.Scanner.Sources.ClaudeCode;

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
        run.Output("sessions", "--json").Should().NotContain("Fix the");
    }

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

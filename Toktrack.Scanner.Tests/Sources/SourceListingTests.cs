using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;
using Toktrack.Scanner.Tests.Sources.Codex;
using Toktrack.Scanner.Tests.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.Sources;

/// <summary>Where sources look, and what is listed of them.</summary>
public sealed class SourceListingTests
{
    [Fact]
    public void Of_TwoSourcesInUse_ListsFoldersFilesAndExtent()
    {
        using var home = new LogHome();
        var start = new DateTime(2026, 1, 2, 10, 0, 0, DateTimeKind.Utc);
        var rollout = LogHome.Write(home.Codex, "a.jsonl", new RolloutScript("s", start).After(1000).Response(10, 5).After(86_400_000).Response(1, 1).Text);
        using var database = OpenCodeRulesTests.Database(home).Session("s").Message("a", "s", 1_760_000_000_000, 10, 5);
        var diagnostics = new ScanDiagnostics();

        var listed = SourceListing.Of(SourceCatalog.All, home.Environment, home.Scan().Snapshot, diagnostics);

        listed.Select(s => s.Source.Key).Should().Equal("claude-code", "codex", "gemini", "opencode");
        var codex = listed[1];
        (codex.Files, codex.Bytes, codex.Requests, codex.Tokens.Total).Should().Be((1, new FileInfo(rollout).Length, 2, 17));
        (codex.First, codex.Last).Should().Be((start.AddSeconds(1).Ticks, start.AddSeconds(1).AddDays(1).Ticks));
        codex.Folders.Select(f => (Path.GetFileName(f.Path), f.Exists, f.Files)).Should().Equal(("sessions", true, 1), ("archived_sessions", false, 0));
        listed[3].Bytes.Should().Be(new FileInfo(database.Path).Length + new FileInfo(database.Path + "-wal").Length);
        listed[0].Folders.Should().OnlyContain(f => !f.Exists);
        (listed[2].Files, listed[2].First).Should().Be((0, 0));
        diagnostics.Samples.Should().BeEmpty();
    }

    [Fact]
    public void Roots_VariablesAndExtraFolders_AreFollowed()
    {
        var table = new Dictionary<string, string>
        {
            ["CODEX_HOME"] = "/a, /b",
            ["GEMINI_CLI_HOME"] = "/g",
            ["XDG_DATA_HOME"] = "/x",
        };
        var extra = new Dictionary<string, IReadOnlyList<string>> { ["codex"] = ["/c", "/a"] };
        var environment = new SourceEnvironment("/home", name => table.GetValueOrDefault(name), extra);
        Roots("codex").Should().Equal("/a/sessions", "/a/archived_sessions", "/b/sessions", "/b/archived_sessions", "/c/sessions", "/c/archived_sessions");
        Roots("gemini").Should().Equal("/g/.gemini/tmp");
        Roots("opencode").Should().Equal("/x/opencode");
        table["GEMINI_DATA_DIR"] = "/d";
        table["OPENCODE_DATA_DIR"] = "/o/";
        Roots("gemini").Should().Equal("/d/tmp");
        Roots("opencode").Should().Equal("/o");
        table.Clear();
        Roots("codex").Take(2).Should().Equal("/home/.codex/sessions", "/home/.codex/archived_sessions");
        Roots("gemini").Should().Equal("/home/.gemini/tmp");
        Roots("opencode").Should().Equal("/home/.local/share/opencode");

        IEnumerable<string> Roots(string key) => SourceCatalog.Find(key)!.Roots(environment).Select(r => r.Replace('\\', '/'));
    }

    [Fact]
    public void Scan_OneSourceSelected_ReadsOnlyThat()
    {
        using var home = new LogHome();
        LogHome.Write(home.Codex, "a.jsonl", new RolloutScript("s", new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc)).Response(10, 5).Text);
        using var database = OpenCodeRulesTests.Database(home).Session("s").Message("a", "s", 1_760_000_000_000, 10, 5);
        UsageScan.Run([SourceCatalog.Find("codex")!], home.Environment, new()).Snapshot.Slots.Should().ContainSingle();
        UsageScan.Run([SourceCatalog.Find("gemini")!], home.Environment, new()).Snapshot.Slots.Should().BeEmpty();
    }
}

using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Tests.Sources.Codex;

/// <summary>The rules of section 2, one by one.</summary>
public sealed class CodexRulesTests
{
    private static readonly DateTime s_start = new(2026, 1, 2, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Scan_RepeatedEvent_CountsOnce()
    {
        var script = Script().Response(100, 10).After(1000).Repeat().After(1000).Repeat().After(1000).Response(7, 1);
        Cells(script).Should().Equal("gpt-5.4 107/11/0/0/0 2");
    }

    [Fact]
    public void Scan_TwoEqualTurns_AreTwo()
    {
        Cells(Script().Response(100, 10).After(1000).Response(100, 10)).Should().Equal("gpt-5.4 200/20/0/0/0 2");
    }

    [Fact]
    public void Scan_CounterReset_CountsWhatFollows()
    {
        var script = Script().Response(100, 10).After(1000).Response(50, 5).After(1000).ResetCounter().Response(30, 3).After(1000).Response(1, 1);
        Cells(script).Should().Equal("gpt-5.4 181/19/0/0/0 4");
    }

    [Fact]
    public void Scan_NoLastUsage_TakesTheGrowthOfTheTotal()
    {
        var script = Script().Response(100, 10, withLast: false).After(1).Response(50, 5, cached: 20, withLast: false).After(1).ResetCounter().Response(30, 3, withLast: false);
        Cells(script).Should().Equal("gpt-5.4 160/18/0/20/0 3");
    }

    [Fact]
    public void Scan_TokenKinds_AreSplitWithoutOverlap()
    {
        Cells(Script().Response(input: 1000, output: 50, cached: 600, write: 150, reasoning: 20)).Should().Equal("gpt-5.4 250/50/150/600/20 1");
    }

    [Fact]
    public void Scan_ModelChange_HoldsForWhatFollows()
    {
        var script = new RolloutScript("s", s_start).Response(1, 1).After(1).Model("gpt-5.6-sol").Response(2, 2).After(1).Model("gpt-5.6-terra").Response(3, 3);
        Cells(script).Should().Equal("gpt-5 1/1/0/0/0 1", "gpt-5.6-sol 2/2/0/0/0 1", "gpt-5.6-terra 3/3/0/0/0 1");
    }

    [Fact]
    public void Scan_ServiceTier_HoldsUntilDefault()
    {
        var script = Script().Response(1, 1).After(1).Tier("'priority'").Response(2, 2).After(1).Tier("'default'").Response(4, 4).After(1).Tier("'fast'").Response(8, 8).After(1).Tier("null").Response(16, 16);
        Cells(script).Should().Equal("gpt-5.4 5/5/0/0/0 2", "gpt-5.4-fast 26/26/0/0/0 3");
    }

    [Fact]
    public void Scan_NullInfo_IsNoEvent()
    {
        var script = Script().Response(5, 5).Line("event_msg", "{'type':'token_count','info':null,'rate_limits':{}}");
        Cells(script).Should().Equal("gpt-5.4 5/5/0/0/0 1");
    }

    [Fact]
    public void Scan_AllZeroUsage_IsNoResponse()
    {
        Cells(Script().Count([0, 0, 0, 0, 0], [0, 0, 0, 0, 0]).After(1).Response(3, 3)).Should().Equal("gpt-5.4 3/3/0/0/0 1");
    }

    [Fact]
    public void Scan_ResumedSession_KeepsItsFirstMeta()
    {
        using var home = new LogHome();
        var script = Script().Response(5, 5).After(5000).Meta("s", branch: "other").Response(6, 6);
        LogHome.Write(home.Codex, "rollout.jsonl", script.Text);
        var snapshot = home.Scan().Snapshot;
        var slot = snapshot.Slots.Should().ContainSingle().Subject;
        (snapshot.Names[slot.Session], snapshot.Names[slot.Project], snapshot.Names[slot.Branch]).Should().Be(("s", "/home/me/work", "main"));
        slot.Tokens.Total.Should().Be(22);
    }

    [Fact]
    public void Scan_NoSessionMeta_TakesTheFilesUuid()
    {
        using var home = new LogHome();
        var script = new RolloutScript("s", s_start, names: false).Response(5, 5);
        LogHome.Write(home.Codex, "rollout-2026-01-02T10-00-00-019d7d4c-fef7-7d21-908c-d8850b805a6d.jsonl", script.Text);
        var snapshot = home.Scan().Snapshot;
        snapshot.Names[snapshot.Slots[0].Session].Should().Be("019d7d4c-fef7-7d21-908c-d8850b805a6d");
        snapshot.Names[snapshot.Slots[0].Model].Should().Be("gpt-5");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void Scan_ForkWithReplay_CountsOnlyItsOwnGrowth(int replayed)
    {
        using var home = new LogHome();
        var parent = Script("parent").Response(100, 10).After(60_000).Response(20, 2).After(60_000).Response(3, 1);
        var child = new RolloutScript("child", s_start.AddHours(1), "parent").After(1).Replay(parent, replayed).After(1500);
        if (replayed > 4) child.Repeat();
        child.Model("gpt-5.4").After(10).Response(7, 7);
        LogHome.Write(home.Codex, "parent.jsonl", parent.Text);
        LogHome.Write(home.Codex, "child.jsonl", child.Text);
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("gpt-5.4 130/20/0/0/0 4");
        outcome.Diagnostics.Total.Should().Be(0);
    }

    [Fact]
    public void Scan_ArchivedCopy_IsReadOnce()
    {
        using var home = new LogHome();
        var text = Script().Response(100, 10).Text;
        LogHome.Write(home.Codex, "a.jsonl", text);
        LogHome.Write(home.CodexArchive, "a.jsonl", text);
        LogHome.Write(home.CodexArchive, "copy under another name.jsonl", text);
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("gpt-5.4 100/10/0/0/0 1");
        outcome.Statistics.Files.Should().Be(2);
    }

    [Fact]
    public void Scan_OddCounts_AreZeroAndReported()
    {
        using var home = new LogHome();
        var path = LogHome.Write(home.Codex, "a.jsonl", Script().Line("event_msg", "{'type':'token_count','info':{'total_token_usage':{'input_tokens':9},'last_token_usage':{'input_tokens':9,'cached_input_tokens':-1,'output_tokens':1.5,'reasoning_output_tokens':null}}}").Text);
        var outcome = home.Scan();
        Cells(outcome).Should().Equal("gpt-5.4 9/0/0/0/0 1");
        outcome.Diagnostics.Samples.Should().ContainSingle(d => d.Kind == DiagnosticKind.BadCount && d.Path == path && d.Offset > 0);
    }

    internal static string[] Cells(ScanOutcome outcome) =>
    [
        .. DailyTotals.Of(outcome.Snapshot).Select(t => $"{t.Key.Split(' ', 2)[1]} {t.Value[0]}/{t.Value[1]}/{t.Value[2]}/{t.Value[4]}/{t.Value[5]} {t.Value[6]}"),
    ];

    private static RolloutScript Script(string session = "s") => new RolloutScript(session, s_start).Model("gpt-5.4");

    private static string[] Cells(RolloutScript script)
    {
        using var home = new LogHome();
        LogHome.Write(home.Codex, "rollout.jsonl", script.Text);
        return Cells(home.Scan());
    }
}

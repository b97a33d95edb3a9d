using Toktrack.Scanner.History;
using Toktrack.Scanner.Tests.History;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Tool;

public sealed class LedgerClosingTests
{
    [Theory]
    [InlineData("daily", "--json")]
    [InlineData("daily", "--top", "none")]
    [InlineData("statusline")]
    [InlineData("metrics")]
    public void Run_CommandThatFoundSomething_EndsWithAClosedLedger(params string[] args)
    {
        using var home = new LedgerHome();
        var run = RunOnce(home);
        home.Append("a", LogLines.Response("m2", 200));
        run.Run(args);
        Directory.GetFiles(home.Home.Folder, "history.db*").Should().ContainSingle();
        home.Observe();
        using var store = home.Open();
        if (args.Contains("--json")) LedgerHome.Canonical(store.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_LedgerThatCannotBeSavedBehindTheReport_ReportsAndWarnsUnlessQuiet(bool quiet)
    {
        using var home = new LedgerHome();
        var run = RunOnce(home);
        home.Append("a", LogLines.Response("m2", 200));
        var summary = Path.Combine(home.Home.Cache, "claude-code_daily.json.tmp");
        Directory.CreateDirectory(Path.Combine(summary, "in the way"));
        var (code, output, error) = run.Run(quiet ? ["daily", "--json", "--quiet"] : ["daily", "--json"]);
        code.Should().Be(0);
        output.Should().Contain("\"outputTokens\": 300");
        if (quiet) error.Should().BeEmpty();
        else error.Should().StartWith("toktrack: History was not saved: ").And.Contain("claude-code_daily.json.tmp");
        using (var store = home.Open()) LedgerHome.Total(store.Snapshot).Should().Be(210);

        Directory.Delete(summary, recursive: true);
        run.Output("daily", "--json").Should().Contain("\"outputTokens\": 300");
        using (var store = home.Open()) LedgerHome.Total(store.Snapshot).Should().Be(520);
    }

    [Fact]
    public void Wait_ClosingThatFailsUnexpectedly_FailsThereAndNotOnAThreadOfItsOwn()
    {
        var closing = new LedgerClosing();
        closing.Start(() => throw new InvalidOperationException("unexpected"));
        var wait = () => closing.Wait();
        wait.Should().Throw<InvalidOperationException>().WithMessage("unexpected");
    }

    [Fact]
    public void Run_LedgerFoundDamagedWhileMerging_IsRestoredAndSavedAtOnce()
    {
        using var home = new LedgerHome();
        var run = RunOnce(home);
        using (var ledger = LedgerDatabase.Open(home.Home.Database, readOnly: false, 1000)) ledger.Execute("UPDATE day SET data = zeroblob(40)");
        home.Append("a", LogLines.Response("m1", 400), LogLines.Response("m2", 200));
        var (code, output, error) = run.Run("daily", "--json");
        code.Should().Be(0);
        output.Should().Contain("\"outputTokens\": 600");
        error.Should().Contain("was damaged");
        home.Observe();
        using var store = home.Open();
        LedgerHome.Canonical(store.Snapshot).Should().Equal(LedgerHome.Canonical(home.Oracle()));
        Directory.GetFiles(home.Home.Folder, "history.db.corrupt-*").Should().NotBeEmpty();
    }

    [Fact]
    public void Wait_ClosingsThatTakeTheirTime_ReturnsAfterAll()
    {
        var closing = new LedgerClosing();
        var closed = 0;
        for (var i = 0; i < 3; i++)
        {
            closing.Start(() =>
            {
                Thread.Sleep(20);
                return $"{Interlocked.Increment(ref closed)}";
            });
        }

        closing.Wait().Should().BeEquivalentTo("1", "2", "3");
        closed.Should().Be(3);
        closing.Wait().Should().BeEmpty();
    }

    // The tool over a home whose ledger holds one response of 100 tokens.
    private static ToolRun RunOnce(LedgerHome home)
    {
        home.Append("a", LogLines.Response("m1", 100));
        var run = new ToolRun
        {
            Loader = new LedgerLoader(),
            Variables = new() { ["CLAUDE_CONFIG_DIR"] = Path.Combine(home.Folder, ".claude"), ["TOKTRACK_HOME"] = home.Home.Folder },
        };
        run.Run("daily").Code.Should().Be(0);
        return run;
    }
}

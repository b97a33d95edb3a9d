using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.Live;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Tui;

public class DashboardLoopTests
{
    private static readonly string[] s_modes = ["?1049", "?1000", "?1006", "?2004"];

    [Fact]
    public void Run_EveryKey_ShowsItsViewAndQuitRestoresTheTerminal()
    {
        var terminal = new FakeTerminal(120, 40);
        var run = Open(terminal, new FixedFeed(DemoUsage.Until(DemoScreens.Moment), 7));
        terminal.Await("Last 30 days");
        terminal.IsRaw.Should().BeTrue();
        terminal.Modes.Should().Contain(s_modes);
        foreach (var (keys, shows) in ((string, string)[])
            [
                ("2", "Fri 18 Sep 2026"), ("w", "14–20 Sep 2026"), ("m", "September 2026"), ("y", "Year"), ("d", "Fri 18 Sep 2026"),
                ("3", "claude-sonnet-4-5"), ("\t", "checkout-api"), ("5", "1h"), ("6", "Longest streak"), ("\e[Z", "Sessions"), ("1", "5-hour block"),
                ("\e[D", "Fri 11 Sep 2026"), ("k", "Thu 10 Sep 2026"), ("\r", "By hour"), ("\e[B\e\e", "Last 30 days"),
                ("4", "Project"), ("/", "Esc clear"), ("dot", "dotfiles"), ("\r", "filter “dot”"), ("\e\e", "checkout-api"),
                ("s", "▾"), ("S", "▴"), ("\e[6~", "9 of 9"), ("g", "1 of 9"), ("G", "9 of 9"), ("\e[<65;9;9M", "9 of 9"), ("\e[<64;9;9M", "6 of 9"),
                ("\e[<0;18;1M", "Last 30 days"), ("t", "5.63B"), ("?", "this page"), ("?", "Last 30 days"), ("!", "Diagnostics"), ("!", "Last 30 days"), ("\f", "Last 30 days"),
            ])
        {
            terminal.Type(keys);
            terminal.Await(shows);
        }

        terminal.Type("q");
        run().Should().Be(0);
        AssertRestored(terminal);
    }

    [Theory]
    [InlineData("q")]
    [InlineData("Q")]
    [InlineData("\u0003")]
    public void Run_KeysThatQuit_RestoreTheTerminal(string keys)
    {
        var terminal = new FakeTerminal(60, 20);
        var run = Open(terminal, new FixedFeed(UsageSnapshot.Empty, 0));
        terminal.Await("No usage yet");
        terminal.Type(keys);
        run().Should().Be(0);
        AssertRestored(terminal);
    }

    [Fact]
    public void Run_TerminalGone_Ends()
    {
        var terminal = new FakeTerminal(60, 20);
        var run = Open(terminal, new FixedFeed(UsageSnapshot.Empty, 0));
        terminal.Await("No usage yet");
        terminal.Close();
        run().Should().Be(0);
        AssertRestored(terminal);
    }

    [Fact]
    public void Run_PricerThrows_RestoresTheTerminalAndTells()
    {
        var terminal = new FakeTerminal(60, 20);
        var setup = Setup(new FixedFeed(UsageSnapshot.Empty, 0)) with { Pricer = () => throw new InvalidDataException("no prices") };
        var run = () => new DashboardLoop(setup, terminal).Run();
        run.Should().Throw<InvalidDataException>();
        AssertRestored(terminal);
    }

    [Fact]
    public void Run_FrameThrows_RestoresTheTerminal()
    {
        var terminal = new FakeTerminal(60, 20);
        var snapshot = new UsageSnapshot([new UsageSlot { Model = 99, Requests = 1, Source = SourceId.Codex, Start = DemoScreens.Moment.Ticks / UsageSlot.Ticks * UsageSlot.Ticks }], new());
        var run = () => new DashboardLoop(Setup(new FixedFeed(snapshot, 0)) with { Pricer = () => new DemoPricer() }, terminal).Run();
        run.Should().Throw<ArgumentOutOfRangeException>();
        AssertRestored(terminal);
    }

    [Fact]
    public void Run_CtrlZ_GivesTheTerminalBackAndRedraws()
    {
        var terminal = new FakeTerminal(60, 20);
        var run = Open(terminal, new FixedFeed(UsageSnapshot.Empty, 0));
        terminal.Await("No usage yet");
        terminal.Type("\u001a");
        terminal.Type("?");
        terminal.Await("Shift-Tab");
        terminal.Suspensions.Should().Be(1);
        terminal.IsRaw.Should().BeTrue();
        terminal.Type("q");
        run();
        AssertRestored(terminal);
    }

    [Fact]
    public void Run_ScanStillRuns_ShowsTheLedgerAlready()
    {
        using var gate = new ManualResetEventSlim();
        var terminal = new FakeTerminal(120, 40);
        var feed = new GatedFeed(DemoUsage.Until(DemoScreens.Moment), DemoUsage.Until(DemoScreens.Moment.AddMinutes(-90)), gate);
        var run = Open(terminal, feed);
        terminal.Await("$4,8");
        terminal.Await("files");
        terminal.Text.Should().NotContain("$21.09");
        gate.Set();
        terminal.Await("$21.09");
        terminal.Type("q");
        run();
    }

    [Fact]
    public void Run_TitlesOfSessions_AreShownAndFoundByTheFilter()
    {
        var usage = DemoUsage.Until(DemoScreens.Moment);
        var terminal = new FakeTerminal(120, 40);
        var run = Open(terminal, new TitledFeed(usage));
        terminal.Await("Last 30 days");
        terminal.Type("5");
        terminal.Await("Upgrade the HTTP client");
        terminal.Type("/http cl\r");
        terminal.Await("filter “http cl”");
        terminal.Text.Should().NotContain("Dark theme for settings");
        terminal.Type("\r");
        terminal.Await(" session ");
        terminal.Text.Should().Contain("Upgrade the HTTP client");
        terminal.Type("q");
        run();
    }

    [Fact]
    public void Run_RefreshFails_KeepsWhatIsKnownAndSaysSo()
    {
        using var gate = new ManualResetEventSlim(true);
        var terminal = new FakeTerminal(120, 40);
        var run = Open(terminal, new GatedFeed(null, DemoUsage.Until(DemoScreens.Moment), gate));
        terminal.Await("● stale");
        terminal.Await("$4,850.38");
        terminal.Type("!");
        terminal.Await("The last refresh failed");
        terminal.Type("q");
        run();
    }

    [Fact]
    public void Run_Resize_DrawsTheNewSize()
    {
        var terminal = new FakeTerminal(120, 40);
        var run = Open(terminal, new FixedFeed(DemoUsage.Until(DemoScreens.Moment), 7));
        terminal.Await("Last 30 days");
        foreach (var (width, height) in ((int, int)[])[(40, 10), (200, 60), (24, 5), (10, 3), (80, 24)])
        {
            terminal.Resize(width, height);
            terminal.Type(" ");
            terminal.Await(width >= 24 ? "Overview" : "too small");
        }

        terminal.Type("q");
        run();
    }

    private static void AssertRestored(FakeTerminal terminal)
    {
        terminal.IsRaw.Should().BeFalse();
        terminal.Modes.Should().NotContain(s_modes).And.NotContain("?2026").And.Contain(["?7", "?25"]);
    }

    private static DashboardSetup Setup(IUsageFeed feed) => new(
        feed, () => new DemoPricer(), new(TimeZoneInfo.Utc), ColorDepth.TrueColor, ThemeCatalog.Dark, new FixedClock(DemoScreens.Moment), "/home/sam");

    private static Func<int> Open(FakeTerminal terminal, IUsageFeed feed)
    {
        var result = Task.Factory.StartNew(() => new DashboardLoop(Setup(feed), terminal).Run(), TaskCreationOptions.LongRunning);
        return () => result.Wait(TimeSpan.FromSeconds(20)) ? result.Result : throw new TimeoutException("The dashboard did not end:\n" + terminal.Text);
    }

    private sealed class FixedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(now);
    }

    private sealed class TitledFeed(UsageSnapshot usage) : IUsageFeed
    {
        private readonly FixedFeed _inner = new(usage, 7);

        public IReadOnlyList<string> Folders => [];

        public LoadedUsage? Known(CancellationToken cancellation) => null;

        public LoadedUsage Refresh(ScanProgress progress, CancellationToken cancellation) => _inner.Refresh(progress, cancellation);

        public IReadOnlyDictionary<(SourceId Source, string Session), string> Titles(UsageSnapshot snapshot, long since) => DemoTitles.Of(snapshot);
    }

    // Knows one snapshot, and gives another once the gate is open (or fails, where there is none).
    private sealed class GatedFeed(UsageSnapshot? later, UsageSnapshot known, ManualResetEventSlim gate) : IUsageFeed
    {
        public IReadOnlyList<string> Folders => [];

        public LoadedUsage? Known(CancellationToken cancellation) => Of(known);

        public LoadedUsage Refresh(ScanProgress progress, CancellationToken cancellation)
        {
            gate.Wait(cancellation);
            return later is null ? throw new InvalidDataException("the logs are gone") : Of(later);
        }

        private static LoadedUsage Of(UsageSnapshot snapshot) => new(new(snapshot, new(), new(3, 0, 0, 0, 0, TimeSpan.Zero, "none", 0)), []);
    }
}

using Toktrack.Scanner.Query;

namespace Toktrack.Scanner.Tests.Query;

public sealed class BillingBlocksTests
{
    [Fact]
    public void Of_OneBurst_StartsAtTheHourAndLastsFive() =>
        Show(Blocks("2026-03-01T20:00:00Z", "2026-03-01T10:40:00Z", "2026-03-01T12:00:00Z")).Should().Equal("10:00-15:00 2");

    [Fact]
    public void Of_UsageAfterTheEnd_StartsTheNextWithoutAGap() =>
        Show(Blocks("2026-03-01T23:00:00Z", "2026-03-01T10:40:00Z", "2026-03-01T14:59:59Z", "2026-03-01T15:00:00Z")).Should().Equal("10:00-15:00 2", "15:00-20:00 1");

    [Fact]
    public void Of_APauseLongerThanAWindow_ShowsAGap() =>
        Show(Blocks("2026-03-01T23:00:00Z", "2026-03-01T01:30:00Z", "2026-03-01T12:20:00Z")).Should().Equal("01:00-06:00 1", "gap 06:30-12:20", "12:00-17:00 1");

    [Fact]
    public void Of_APauseOfExactlyAWindow_IsNoGap() =>
        Show(Blocks("2026-03-01T23:00:00Z", "2026-03-01T01:30:00Z", "2026-03-01T06:30:00Z")).Should().Equal("01:00-06:00 1", "06:00-11:00 1");

    [Fact]
    public void Of_Now_MarksTheOpenWindowAndProjectsIt()
    {
        var block = Blocks("2026-03-01T12:00:00Z", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z").Single();
        block.IsActive.Should().BeTrue();
        block.BurnRate!.Value.TokensPerMinute.Should().BeApproximately(2_000_000m / 60, 0.01m);
        block.BurnRate.Value.CostPerHour.Should().Be(10);
        block.ProjectAt(At("2026-03-01T12:00:00Z")).Should().Be(new BlockProjection(8_000_000, 40m, 180));
        Blocks("2026-03-01T15:00:00Z", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z").Single().IsActive.Should().BeFalse();
    }

    [Fact]
    public void Of_DaysLimited_NeverMovesWhereWindowsBegin()
    {
        var list = new SlotList().Add("2026-03-01T22:30:00Z", 1).Add("2026-03-02T01:00:00Z", 1).Add("2026-03-02T03:30:00Z", 1);
        var query = new UsageQuery { Since = new(2026, 3, 2) };
        Show(BillingBlocks.Of(list.Snapshot, query, null, TimeSpan.FromHours(5), 0)).Should().Equal("03:00-08:00 1");
    }

    [Fact]
    public void Of_ALengthBetweenQuarters_IsRefused() =>
        FluentActions.Invoking(() => BillingBlocks.Of(new SlotList().Snapshot, new(), null, TimeSpan.FromMinutes(20), 0)).Should().Throw<ArgumentOutOfRangeException>();

    private static IReadOnlyList<BillingBlock> Blocks(string now, params string[] times)
    {
        var list = new SlotList();
        foreach (var time in times) list.Add(time, 1_000_000);
        return BillingBlocks.Of(list.Snapshot, new(), new FlatPricer(), BillingBlocks.DefaultLength, At(now));
    }

    private static IEnumerable<string> Show(IReadOnlyList<BillingBlock> blocks) =>
        blocks.Select(b => $"{(b.IsGap ? "gap " : "")}{new DateTime(b.Start):HH:mm}-{new DateTime(b.End):HH:mm}{(b.IsGap ? "" : $" {b.Requests}")}");

    private static long At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcTicks;
}

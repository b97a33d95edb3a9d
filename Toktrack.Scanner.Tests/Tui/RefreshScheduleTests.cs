using Toktrack.Tool.Tui.Live;

namespace Toktrack.Scanner.Tests.Tui;

public sealed class RefreshScheduleTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Due_ChangesAtAnyTime_AreReadWithinTwoSeconds(bool isNoticed)
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var changes = new List<TimeSpan>();
            for (var at = 0.0; at < 60; at += random.Next(3) == 0 ? random.NextDouble() * 10 : random.NextDouble() * 0.1) changes.Add(TimeSpan.FromSeconds(at));
            var longest = random.Next(1, isNoticed ? 450 : 180);
            var refreshes = Run(changes, isNoticed, TimeSpan.FromSeconds(70), () => TimeSpan.FromMilliseconds(random.Next(longest)));
            foreach (var change in changes)
            {
                refreshes.First(r => r.Began >= change).Ended.Should().BeLessThan(change + s_limit, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Due_LinesWithoutAPause_PutNothingOffAndAreReadTogether()
    {
        var changes = Enumerable.Range(0, 3000).Select(i => TimeSpan.FromMilliseconds(i * 10)).ToList();
        var refreshes = Run(changes, isNoticed: true, TimeSpan.FromSeconds(30), () => TimeSpan.FromMilliseconds(35));
        refreshes.Count.Should().BeInRange(28, 32);
    }

    [Fact]
    public void Due_SlowRefreshes_LeaveTheMachineTimeForOtherThings()
    {
        var changes = Enumerable.Range(0, 6000).Select(i => TimeSpan.FromMilliseconds(i * 10)).ToList();
        Run(changes, isNoticed: true, TimeSpan.FromSeconds(60), () => TimeSpan.FromSeconds(5)).Count.Should().BeInRange(5, 7);
        Run([], isNoticed: false, TimeSpan.FromSeconds(60), () => TimeSpan.FromSeconds(3)).Count.Should().BeInRange(4, 5);
    }

    [Fact]
    public void Due_NothingHappens_LooksOnceAMinute() =>
        Run([], isNoticed: true, TimeSpan.FromMinutes(10), () => TimeSpan.FromMilliseconds(35)).Count.Should().BeInRange(9, 11);

    // What the feed's thread does, with the time made up.
    private static List<(TimeSpan Began, TimeSpan Ended)> Run(List<TimeSpan> changes, bool isNoticed, TimeSpan end, Func<TimeSpan> takes)
    {
        var schedule = new RefreshSchedule();
        var refreshes = new List<(TimeSpan, TimeSpan)>();
        var next = 0;
        for (var now = TimeSpan.Zero; now < end;)
        {
            schedule.Begin(now);
            var began = now;
            while (next < changes.Count && changes[next] <= now) next++;
            now += takes();
            schedule.End(now);
            refreshes.Add((began, now));
            for (var due = schedule.Due(isNoticed); ; due = schedule.Due(isNoticed))
            {
                if (!isNoticed || next >= changes.Count || changes[next] >= due)
                {
                    now = due > now ? due : now;
                    break;
                }

                now = changes[next] > now ? changes[next] : now;
                next++;
                schedule.Change(now);
            }
        }

        return refreshes;
    }
}

using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Scanner.Sources;
using Toktrack.Tool;
using Toktrack.Tool.Commands;
using Toktrack.Tool.Tui.Demo;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;
using Toktrack.Tool.Usage;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>Every total of the dashboard equals the same report's.</summary>
public class DashboardTotalsTests
{
    private static readonly UsageSnapshot s_usage = DemoUsage.Until(DemoScreens.Moment);

    [Theory]
    [InlineData("UTC", "monday")]
    [InlineData("Asia/Seoul", "monday")]
    [InlineData("America/St_Johns", "sunday")]
    public void Tables_EveryTab_EqualTheJsonReports(string zone, string weekStart)
    {
        var model = Model(zone, weekStart);
        foreach (var (report, tab, period) in ((string, DashboardTab, Period)[])
            [
                ("daily", DashboardTab.Daily, Period.Day), ("weekly", DashboardTab.Daily, Period.Week), ("monthly", DashboardTab.Daily, Period.Month),
                ("yearly", DashboardTab.Daily, Period.Year), ("models", DashboardTab.Models, Period.Day), ("projects", DashboardTab.Projects, Period.Day),
                ("sessions", DashboardTab.Sessions, Period.Day),
            ])
        {
            var json = Report(report, "--timezone", zone, "--start-of-week", weekStart);
            var list = ListModel.Of(model, new() { Tab = tab, Period = period });
            var rows = json.GetProperty(report);
            rows.GetArrayLength().Should().Be(list.Rows.Count, report);
            AssertSame(json.GetProperty("totals"), list.Totals, report);
            var key = report switch { "daily" => "date", "weekly" => "week", "monthly" => "month", "yearly" => "year", "models" => "model", "projects" => "project", _ => "sessionId" };
            var byName = rows.EnumerateArray().ToDictionary(r => r.GetProperty(key).GetString()!);
            foreach (var row in list.Rows) AssertSame(byName[row.Name], Figures.Of(row), $"{report} {row.Name}");
        }
    }

    [Fact]
    public void Overview_Sums_EqualTheJsonReports()
    {
        var model = Model("UTC", "monday");
        AssertSame(Report("daily", "--since", "today").GetProperty("totals"), model.Sum(model.Today, model.Today), "today");
        AssertSame(Report("weekly", "--last", "1").GetProperty("totals"), model.Sum(model.FirstDay(model.Today, Period.Week), model.Today), "week");
        AssertSame(Report("monthly", "--last", "1").GetProperty("totals"), model.Sum(model.FirstDay(model.Today, Period.Month), model.Today), "month");
        AssertSame(Report("daily").GetProperty("totals"), model.Total, "all time");
        foreach (var (report, by) in ((string, Grouping)[])[("sources", Grouping.Source), ("models", Grouping.Model), ("projects", Grouping.Project)])
        {
            AssertSame(Report(report, "--last", "30").GetProperty("totals"), Figures.Of(model.Recent(by, 30).Totals), report);
        }
    }

    [Fact]
    public void Overview_LongAfterTheLastUsage_ShowsAllTime()
    {
        var model = new DashboardModel(s_usage, new DemoPricer(), new(TimeZoneInfo.Utc), DemoScreens.Moment.AddDays(90));
        model.IsUsedLately.Should().BeFalse();
        foreach (var (report, by) in ((string, Grouping)[])[("sources", Grouping.Source), ("models", Grouping.Model), ("projects", Grouping.Project), ("sessions", Grouping.Session)])
        {
            AssertSame(Report(report).GetProperty("totals"), Figures.Of(model.Lately(by).Totals), report);
        }

        var text = FrameText.Of(DemoScreens.Draw("overview", model, 200, 60, ThemeCatalog.Dark));
        text.Should().Contain("no usage since 18 Sep 2026").And.Contain("all time").And.NotContain("─ 30 days ─").And.Contain("claude-opus-4-5");
    }

    [Fact]
    public void Stats_EqualTheJsonReport()
    {
        var report = Report("stats");
        var stats = report.GetProperty("stats");
        var s = Model("UTC", "monday").Statistics;
        AssertSame(report.GetProperty("totals"), Figures.Of(s.Totals), "totals");
        stats.GetProperty("activeDays").GetInt32().Should().Be(s.ActiveDays);
        stats.GetProperty("longestStreak").GetInt32().Should().Be(s.LongestStreak);
        stats.GetProperty("currentStreak").GetInt32().Should().Be(s.CurrentStreak);
        stats.GetProperty("costPerActiveDay").GetDecimal().Should().Be(decimal.Round(s.CostPerActiveDay, 6));
        stats.GetProperty("costPerCalendarDay").GetDecimal().Should().Be(decimal.Round(s.CostPerCalendarDay, 6));
        stats.GetProperty("monthProjection").GetDecimal().Should().Be(decimal.Round(s.MonthProjection, 6));
        stats.GetProperty("monthToDate").GetDecimal().Should().Be(s.ThisMonth!.Cost);
        stats.GetProperty("cacheHitRate").GetDecimal().Should().Be(decimal.Round(s.CacheHitRate, 6));
    }

    [Fact]
    public void Block_Active_EqualsTheJsonReport()
    {
        var block = Report("blocks", "--active").GetProperty("blocks").EnumerateArray().Single(b => b.GetProperty("isActive").GetBoolean());
        var active = Model("UTC", "monday").ActiveBlock!;
        block.GetProperty("costUSD").GetDecimal().Should().Be(active.Sum.Cost);
        block.GetProperty("totalTokens").GetInt64().Should().Be(active.Sum.Tokens.Total);
        block.GetProperty("startTime").GetDateTime().ToUniversalTime().Should().Be(active.Start);
        block.GetProperty("projection").GetProperty("totalCost").GetDecimal().Should().Be(active.Projection!.Value.TotalCost);
    }

    [Fact]
    public void ActiveBlock_ShortPast_EqualsTheWholePast()
    {
        var random = new Random(2);
        for (var round = 0; round < 60; round++)
        {
            var now = DemoScreens.Moment.AddMinutes(-random.Next(60 * 24 * 200));
            var past = new UsageSnapshot([.. s_usage.Slots.Where(s => s.Last <= now.Ticks)], s_usage.Names);
            var whole = BillingBlocks.Of(past, new UsageQuery(), new DemoPricer(), BillingBlocks.DefaultLength, now.Ticks).LastOrDefault(b => b.IsActive);
            var found = ActiveBlock.Find(past, new UsageQuery(), new DemoPricer(), now);
            (found?.Block.Start, found?.Sum.Cost).Should().Be((whole?.Start, whole?.Cost), $"at {now:u}");
        }
    }

    [Fact]
    public void Details_EveryRow_HaveTheSumsOfTheirRow()
    {
        var model = Model("Asia/Seoul", "monday");
        foreach (var by in (Grouping[])[Grouping.Model, Grouping.Project, Grouping.Period])
        {
            foreach (var row in model.Table(by).Rows.Take(12))
            {
                var target = RowTarget.Of(row, Period.Day, model.Names);
                Figures.Of(model.Table(Grouping.None, Period.Day, target).Totals).Should().Be(Figures.Of(row), row.Name);
                model.DaysWithin(target).Values.Sum(d => d.Total.Cost).Should().Be(row.Cost, row.Name);
                model.Table(Grouping.Session, Period.Day, target).Rows.Sum(r => r.Tokens.Total).Should().Be(row.Tokens.Total, row.Name);
            }
        }
    }

    private static void AssertSame(JsonElement json, in Figures figures, string what)
    {
        (json.TryGetProperty("totalCost", out var cost) ? cost : json.GetProperty("cost")).GetDecimal().Should().Be(figures.Cost, what);
        json.GetProperty("totalTokens").GetInt64().Should().Be(figures.Tokens.Total, what);
        json.GetProperty("requests").GetInt64().Should().Be(figures.Requests, what);
    }

    private static DashboardModel Model(string zone, string weekStart) => new(
        s_usage, new DemoPricer(), new(TimeZoneInfo.FindSystemTimeZoneById(zone), Enum.Parse<DayOfWeek>(weekStart, ignoreCase: true)), DemoScreens.Moment);

    private static JsonElement Report(string name, params string[] options)
    {
        using var output = new StringWriter();
        using var context = new ToolContext
        {
            Out = output,
            Error = TextWriter.Null,
            In = () => Stream.Null,
            Environment = new SourceEnvironment("/nowhere", _ => null),
            Clock = new FixedClock(),
            Loader = new FixedLoader(s_usage),
            Pricer = _ => new DemoPricer(),
        };
        string[] zone = options.Contains("--timezone") ? [] : ["--timezone", "UTC"];
        CommandLine.Run([name, "--json", .. zone, .. options], context).Should().Be(0);
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(DemoScreens.Moment);
    }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;

namespace Toktrack.Scanner.Tests.Query;

/// <summary>No two reports can disagree: over random ledgers every report, grouping and zone has the same totals, and each row equals a naive sum over single responses.</summary>
public sealed class QueryInvariantTests
{
    private static readonly string[] s_zones =
        ["UTC", "Asia/Seoul", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "America/Sao_Paulo"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_EveryGroupingAndZone_SumsToTheSameTotalsAndTheNaiveRows(int seed)
    {
        var random = new Random(seed);
        var list = RandomLedger(random);
        var snapshot = list.Snapshot;
        foreach (var zone in s_zones.OrderBy(_ => random.Next()).Take(4).Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            var query = RandomQuery(random, zone);
            var records = list.Records.Where(r => Passes(r, query, list.Names)).ToList();
            var expected = Sum(records, list.Names, query.Cost);
            foreach (var by in Enum.GetValues<Grouping>())
            {
                foreach (var period in by == Grouping.Period ? Enum.GetValues<Period>() : [Period.Day])
                {
                    var thenBy = (Grouping)random.Next(Enum.GetValues<Grouping>().Length);
                    var breakdown = (Grouping)random.Next(Enum.GetValues<Grouping>().Length);
                    var table = (query with { By = by, Period = period, ThenBy = thenBy, Breakdown = breakdown }).Run(snapshot, new FlatPricer());
                    Of(table.Totals).Should().Be(expected, $"{by} {period} {zone.Id}");
                    Total(table.Rows).Should().Be(expected, $"rows of {by} {period} {zone.Id}");
                    var naive = records.GroupBy(r => (Key(r, by, period, query), Key(r, thenBy, period, query))).ToDictionary(g => g.Key, g => Sum(g, list.Names, query.Cost));
                    table.Rows.Should().HaveCount(naive.Count);
                    foreach (var row in table.Rows)
                    {
                        Of(row).Should().Be(naive[(row.Key, row.Second)]);
                        if (breakdown != Grouping.None) Total(row.Breakdown).Should().Be(Of(row));
                    }
                }
            }

            var blocks = BillingBlocks.Of(snapshot, query with { Since = null, Until = null }, new FlatPricer(), TimeSpan.FromHours(5), DateTime.MaxValue.Ticks);
            var all = Sum(list.Records.Where(r => Passes(r, query with { Since = null, Until = null }, list.Names)), list.Names, query.Cost);
            blocks.Sum(b => b.Requests).Should().Be(all.Requests);
            blocks.Sum(b => b.Cost).Should().Be(all.Cost);
            blocks.Sum(b => b.Tokens.Total).Should().Be(all.Tokens.Total);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_SlotsInAnyOrder_GivesTheSameRows(int seed)
    {
        var random = new Random(seed);
        var snapshot = RandomLedger(random).Snapshot;
        var shuffled = new UsageSnapshot([.. snapshot.Slots.OrderBy(_ => random.Next())], snapshot.Names);
        foreach (var by in Enum.GetValues<Grouping>())
        {
            var query = new UsageQuery { By = by, ThenBy = Grouping.Project, Breakdown = Grouping.Model, Order = (RowOrder)random.Next(4), Descending = random.Next(2) == 0 };
            string Text(UsageSnapshot s) => string.Join('\n', query.Run(s, new FlatPricer()).Rows.Select(r => $"{r.Name}|{r.SecondName}|{r.Cost}|{r.Project}|{r.Branch}|{string.Join(',', r.Breakdown.Select(b => b.Name))}"));
            Text(shuffled).Should().Be(Text(snapshot));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_ByPersonOrMachine_SumsLikeByTheNameItIsGiven(int seed)
    {
        var snapshot = RandomLedger(new Random(seed)).Snapshot;
        var owned = snapshot with
        {
            Slots = [.. snapshot.Slots.Select(s =>
            {
                s.Owner = s.Branch;
                return s;
            })],
        };
        foreach (var owner in new[] { Grouping.Person, Grouping.Machine })
        {
            string Rows(Grouping by) => string.Join('\n', new UsageQuery { By = Grouping.Source, ThenBy = by }.Run(owned, new FlatPricer()).Rows.Select(r => $"{r.Name} {r.SecondName} {Of(r)}"));
            Rows(owner).Should().Be(Rows(Grouping.Branch));
            new UsageQuery { By = owner }.Run(owned, new FlatPricer()).Rows.Select(r => (r.Name, Of(r))).Should().Equal(
                new UsageQuery { By = Grouping.Branch }.Run(owned, new FlatPricer()).Rows.Select(r => (r.Name, Of(r))));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RunAll_AnyQuestionsTogether_AnswersEachAsAlone(int seed)
    {
        var random = new Random(seed);
        var snapshot = RandomLedger(random).Snapshot;
        var queries = Enumerable.Range(0, 6).Select(_ => RandomQuery(random, TimeZoneInfo.FindSystemTimeZoneById(s_zones[random.Next(s_zones.Length)])) with
        {
            By = (Grouping)random.Next(Enum.GetValues<Grouping>().Length),
            ThenBy = (Grouping)random.Next(Enum.GetValues<Grouping>().Length),
            Breakdown = (Grouping)random.Next(Enum.GetValues<Grouping>().Length),
            Period = (Period)random.Next(5),
        }).ToList();
        var together = UsageQuery.RunAll(queries, snapshot, new FlatPricer());
        for (var i = 0; i < queries.Count; i++)
        {
            var alone = queries[i].Run(snapshot, new FlatPricer());
            together[i].Rows.Select(Text).Should().Equal(alone.Rows.Select(Text));
            Text(together[i].Totals).Should().Be(Text(alone.Totals));
            together[i].UnpricedModels.Should().Equal(alone.UnpricedModels);
        }

        static string Text(UsageRow row) =>
            $"{row.Key} {row.Second} {Of(row)} {row.Name} {row.Project} {row.Branch} {row.First} {row.Last} {string.Join(' ', row.Sources)} [{string.Join("; ", row.Breakdown.Select(Text))}]";
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_Statistics_AgreeWithDaily(int seed)
    {
        var snapshot = RandomLedger(new(seed)).Snapshot;
        var today = new DateOnly(2026, 3, 31);
        var statistics = UsageStatistics.Of(snapshot, new(), new FlatPricer(), today);
        var daily = new UsageQuery().Run(snapshot, new FlatPricer());
        Of(statistics.Totals).Should().Be(Of(daily.Totals));
        statistics.ActiveDays.Should().Be(daily.Rows.Count);
        statistics.PeakDay!.Cost.Should().Be(daily.Rows.Max(r => r.Cost));
        (statistics.ThisMonth?.Cost ?? 0).Should().Be(daily.Rows.Where(r => r.Key.Date is { Year: 2026, Month: 3 }).Sum(r => r.Cost));
        (statistics.ThisWeek?.Cost ?? 0).Should().Be(daily.Rows.Where(r => r.Key.Date >= new DateOnly(2026, 3, 30) && r.Key.Date <= new DateOnly(2026, 4, 5)).Sum(r => r.Cost));
    }

    private static SlotList RandomLedger(Random random)
    {
        var list = new SlotList();
        var start = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var count = random.Next(1, 250);
        string[] models = ["claude-opus-4-6", "claude-haiku-4-5", "gpt-5", "unknown-1", ""];
        string[] projects = ["/a/app", "/b/app", "/b/app/sub", "", "/c/.claude/worktrees/x"];
        for (var i = 0; i < count; i++)
        {
            // Half of the responses lie where clocks change or days end.
            var time = random.Next(2) == 0 ? start + (long)(random.NextDouble() * 70 * TimeSpan.TicksPerDay) : start + (random.Next(0, 70 * 96) * UsageSlot.Ticks) + random.Next(-1, 2);
            list.Add(
                time,
                new() { Input = random.Next(1000), Output = random.Next(1000), CacheWrite5m = random.Next(3) * 100, CacheWrite1h = random.Next(3) * 10, CacheRead = random.Next(100_000) },
                models[random.Next(models.Length)], projects[random.Next(projects.Length)], "session-" + random.Next(6), "branch-" + random.Next(3),
                (SourceId)random.Next(1, 5), random.Next(5) == 0, random.Next(4) == 0 ? random.Next(1, 100) / 100m : 0);
        }

        return list;
    }

    private static UsageQuery RandomQuery(Random random, TimeZoneInfo zone) => new()
    {
        Zone = zone,
        WeekStart = (DayOfWeek)random.Next(7),
        Since = random.Next(2) == 0 ? null : new DateOnly(2026, 2, 1).AddDays(random.Next(40)),
        Until = random.Next(2) == 0 ? null : new DateOnly(2026, 2, 20).AddDays(random.Next(50)),
        Cost = (CostMode)random.Next(3),
        Filter = new()
        {
            Sources = random.Next(2) == 0 ? [] : [SourceId.ClaudeCode, SourceId.Codex],
            Models = random.Next(3) == 0 ? ["*opus*", "gpt-5"] : [],
            Projects = random.Next(3) == 0 ? ["app"] : [],
            Branches = random.Next(3) == 0 ? ["branch-[01]", "branch-1"] : [],
            Sessions = random.Next(3) == 0 ? ["session-1", "sess*3"] : [],
        },
    };

    private static bool Passes(UsageRecord r, UsageQuery query, NameTable names)
    {
        var day = DateOnly.FromDateTime(Local(r.Time, query.Zone));
        var f = query.Filter;
        return (query.Since is null || day >= query.Since) && (query.Until is null || day <= query.Until)
            && (f.Sources.Count == 0 || f.Sources.Contains(r.Source))
            && (f.Models.Count == 0 || names[r.Model].Contains("opus") || names[r.Model] == "gpt-5")
            && (f.Projects.Count == 0 || names[r.Project].EndsWith("/app"))
            && (f.Branches.Count == 0 || names[r.Branch] == "branch-1")
            && (f.Sessions.Count == 0 || names[r.Session] is "session-1" or "session-3");
    }

    private static RowKey Key(UsageRecord r, Grouping by, Period period, UsageQuery query)
    {
        var local = Local(r.Time, query.Zone);
        var day = local.Date;
        return by switch
        {
            Grouping.Period => period switch
            {
                Period.Hour => new(by, day.AddHours(local.Hour).Ticks, (int)((local.Ticks - r.Time) / TimeSpan.TicksPerMinute)),
                Period.Day => new(by, day.Ticks),
                Period.Week => new(by, Enumerable.Range(0, 7).Select(i => day.AddDays(-i)).First(d => d.DayOfWeek == query.WeekStart).Ticks),
                Period.Month => new(by, new DateTime(day.Year, day.Month, 1).Ticks),
                _ => new(by, new DateTime(day.Year, 1, 1).Ticks),
            },
            Grouping.Source => new(by, Source: r.Source),
            Grouping.Project => new(by, Name: r.Project),
            Grouping.Model => new(by, Name: r.Model, Fast: (r.Flags & RecordFlags.Fast) != 0),
            Grouping.Branch => new(by, Name: r.Branch),
            Grouping.Session => new(by, Name: r.Session, Source: r.Source),
            Grouping.Person or Grouping.Machine => new(by), // nobody's, outside of a team
            _ => default,
        };
    }

    private static DateTime Local(long ticks, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(new DateTime(ticks, DateTimeKind.Utc), zone);

    // One slot a response: the naive way.
    private static Figures Sum(IEnumerable<UsageRecord> records, NameTable names, CostMode mode)
    {
        var tokens = default(TokenCounts);
        long requests = 0, unpriced = 0;
        var cost = 0m;
        foreach (var r in records)
        {
            var slot = new UsageSlot { Tokens = r.Tokens, Model = r.Model, PriceClass = r.PriceClass, ReportedCost = r.ReportedCost, Start = r.Time, Requests = 1 };
            var price = new FlatPricer().CostOf(slot, names, mode);
            tokens.Add(r.Tokens);
            requests++;
            cost += price.Usd;
            unpriced += price.UnpricedTokens;
        }

        return new(tokens, requests, cost, unpriced);
    }

    private static Figures Of(UsageRow row) => new(row.Tokens, row.Requests, row.Cost, row.UnpricedTokens);

    private static Figures Total(IEnumerable<UsageRow> rows)
    {
        var tokens = default(TokenCounts);
        long requests = 0, unpriced = 0;
        var cost = 0m;
        foreach (var row in rows)
        {
            tokens.Add(row.Tokens);
            requests += row.Requests;
            cost += row.Cost;
            unpriced += row.UnpricedTokens;
        }

        return new(tokens, requests, cost, unpriced);
    }

    private readonly record struct Figures(TokenCounts Tokens, long Requests, decimal Cost, long Unpriced);
}

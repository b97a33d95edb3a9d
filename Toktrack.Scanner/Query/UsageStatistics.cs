using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Query;

/// <summary>Figures about a stretch of usage as a whole: totals, habits, records, and where the month is going.</summary>
public sealed class UsageStatistics
{
    private UsageStatistics(UsageTable days, DateOnly today, UsageTable months, UsageTable weeks)
    {
        Days = days;
        Today = today;
        var month = new DateOnly(today.Year, today.Month, 1);
        ThisMonth = months.Rows.FirstOrDefault(r => r.Key.Date == month);
        var week = new LocalCalendar(days.Query.Zone, days.Query.WeekStart).FirstDay(today, Period.Week);
        ThisWeek = weeks.Rows.FirstOrDefault(r => r.Key.Date == week);
        (CurrentStreak, LongestStreak) = Streaks([.. days.Rows.Select(r => r.Key.Date)], today);
    }

    /// <summary>The local day the figures are of.</summary>
    public DateOnly Today { get; }

    /// <summary>Every day with usage, in order, with models as breakdown.</summary>
    public UsageTable Days { get; }

    /// <summary>Sums over all days.</summary>
    public UsageRow Totals => Days.Totals;

    /// <summary>Number of days with usage.</summary>
    public int ActiveDays => Days.Rows.Count;

    /// <summary>Today's usage; null for none.</summary>
    public UsageRow? TodayRow => Days.Rows.LastOrDefault(r => r.Key.Date == Today);

    /// <summary>This week's usage; null for none.</summary>
    public UsageRow? ThisWeek { get; }

    /// <summary>This month's usage; null for none.</summary>
    public UsageRow? ThisMonth { get; }

    /// <summary>The day with the highest cost (or, where nothing is priced, the most tokens); the earliest of equals.</summary>
    public UsageRow? PeakDay => Days.Rows.OrderByDescending(r => r.Cost).ThenByDescending(r => r.Tokens.Total).ThenBy(r => r.Key.Start).FirstOrDefault();

    /// <summary>Days in a row with usage up to today, or up to yesterday where today has none yet.</summary>
    public int CurrentStreak { get; }

    /// <summary>The most days in a row with usage.</summary>
    public int LongestStreak { get; }

    /// <summary>Cost per active day, US dollars.</summary>
    public decimal CostPerActiveDay => ActiveDays == 0 ? 0 : Totals.Cost / ActiveDays;

    /// <summary>Tokens per active day.</summary>
    public long TokensPerActiveDay => ActiveDays == 0 ? 0 : Totals.Tokens.Total / ActiveDays;

    /// <summary>Cost per calendar day from the first to the last active day, US dollars.</summary>
    public decimal CostPerCalendarDay => ActiveDays == 0 ? 0 : Totals.Cost / (Days.Rows[^1].Key.Date.DayNumber - Days.Rows[0].Key.Date.DayNumber + 1);

    /// <summary>The part of all prompt tokens that was read from a cache, 0 to 1.</summary>
    public decimal CacheHitRate => Totals.Tokens.Prompt == 0 ? 0 : (decimal)Totals.Tokens.CacheRead / Totals.Tokens.Prompt;

    /// <summary>What this month comes to at the pace of its days so far, today counted as a whole day; US dollars.</summary>
    public decimal MonthProjection => (ThisMonth?.Cost ?? 0) / Today.Day * DateTime.DaysInMonth(Today.Year, Today.Month);

    /// <summary>The statistics of a query's usage; grouping and order of the query do not matter.</summary>
    public static UsageStatistics Of(UsageSnapshot snapshot, UsageQuery query, ISlotPricer? pricer, DateOnly today) =>
        Of(UsageQuery.RunAll(Questions(query, today), snapshot, pricer), today);

    /// <summary>What statistics ask of the usage of <paramref name="query"/>, for those who ask more in the same pass.</summary>
    public static IReadOnlyList<UsageQuery> Questions(UsageQuery query, DateOnly today)
    {
        var days = query with { By = Grouping.Period, ThenBy = Grouping.None, Order = RowOrder.Date, Descending = false, Top = null, Breakdown = Grouping.Model, Period = Period.Day };
        var recent = days with { Since = Later(query.Since, today.AddDays(-Math.Min(today.DayNumber, 31))) };
        return [days, recent with { Period = Period.Month, Since = Later(query.Since, new(today.Year, today.Month, 1)) }, recent with { Period = Period.Week }];
    }

    /// <summary>The statistics from the answers to <see cref="Questions"/>; further ones may follow them.</summary>
    public static UsageStatistics Of(IReadOnlyList<UsageTable> answers, DateOnly today) => new(answers[0], today, answers[1], answers[2]);

    private static DateOnly Later(DateOnly? a, DateOnly b) => a is { } day && day > b ? day : b;

    private static (int Current, int Longest) Streaks(DateOnly[] days, DateOnly today)
    {
        int run = 0, longest = 0, current = 0;
        for (var i = 0; i < days.Length; i++)
        {
            run = i > 0 && days[i].DayNumber == days[i - 1].DayNumber + 1 ? run + 1 : 1;
            longest = Math.Max(longest, run);
            if (days[i] == today || days[i].DayNumber == today.DayNumber - 1) current = run;
        }

        return (current, longest);
    }
}

namespace Toktrack.Tool.Tui.State;

/// <summary>What the days say as a whole.</summary>
internal sealed class UsageStatistics
{
    public UsageStatistics(DashboardModel model)
    {
        var days = model.Days.Values.Where(d => !d.Total.IsEmpty).OrderBy(d => d.Date).ToList();
        foreach (var day in days) Total.Add(day.Total);
        ActiveDays = days.Count;
        if (days.Count == 0) return;
        First = days[0].Date;
        Last = days[^1].Date;
        Peak = days.MaxBy(d => (d.Total.Cost, d.Total.Tokens.Total));
        SpanDays = Math.Max(1, model.Today.DayNumber - days[0].Date.DayNumber + 1);
        var run = 0;
        for (var i = 0; i < days.Count; i++)
        {
            run = i > 0 && days[i].Date == days[i - 1].Date.AddDays(1) ? run + 1 : 1;
            LongestStreak = Math.Max(LongestStreak, run);
        }

        // A streak lives until a whole day has passed without usage.
        CurrentStreak = Last >= model.Today.AddDays(-1) ? run : 0;
        foreach (var day in days) Weekdays[(int)day.Date.DayOfWeek].Add(day.Total);
        var start = new DateOnly(model.Today.Year, model.Today.Month, 1);
        MonthToDate = model.Sum(start, model.Today);
        Projection = Project(MonthToDate.Cost, model);
    }

    public Figures Total;
    public Figures MonthToDate;

    public int ActiveDays { get; }

    public int SpanDays { get; }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public DayFigures? Peak { get; }

    public int LongestStreak { get; }

    public int CurrentStreak { get; }

    /// <summary>What the month will have cost if it goes on as so far.</summary>
    public decimal Projection { get; }

    /// <summary>Sums by day of the week, Sunday first.</summary>
    public Figures[] Weekdays { get; } = new Figures[7];

    public decimal CostPerActiveDay => ActiveDays == 0 ? 0 : Total.Cost / ActiveDays;

    public decimal CostPerDay => SpanDays == 0 ? 0 : Total.Cost / SpanDays;

    /// <summary>Share of prompt tokens that were read from a cache, 0 to 1.</summary>
    public decimal CacheHitRate => Total.Tokens.Prompt == 0 ? 0 : (decimal)Total.Tokens.CacheRead / Total.Tokens.Prompt;

    private static decimal Project(decimal cost, DashboardModel model)
    {
        var length = DateTime.DaysInMonth(model.Today.Year, model.Today.Month);
        return cost / model.Today.Day * length;
    }
}

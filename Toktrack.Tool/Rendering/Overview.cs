using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Commands;

namespace Toktrack.Tool.Rendering;

/// <summary>Everything the overview and the report for people show.</summary>
internal sealed class Overview
{
    private const int Longest = 10;

    private Overview(Report report, UsageStatistics statistics, UsageTable sources, UsageTable models, UsageTable projects)
    {
        Report = report;
        Statistics = statistics;
        Sources = sources;
        Models = models;
        Projects = projects;
    }

    /// <summary>The days, with options and <c>meta</c>.</summary>
    public Report Report { get; }

    /// <summary>Figures of the whole.</summary>
    public UsageStatistics Statistics { get; }

    /// <summary>By CLI.</summary>
    public UsageTable Sources { get; }

    /// <summary>By model, the costliest.</summary>
    public UsageTable Models { get; }

    /// <summary>By project, the costliest.</summary>
    public UsageTable Projects { get; }

    /// <summary>Today, this week, this month, all time, in this order; null for no usage.</summary>
    public IReadOnlyList<(string Key, string Name, UsageRow? Row)> Spans =>
    [
        ("today", "Today", Statistics.TodayRow),
        ("thisWeek", "This week", Statistics.ThisWeek),
        ("thisMonth", "This month", Statistics.ThisMonth),
        ("allTime", Report.Meta.Since is null && Report.Meta.Until is null ? "All time" : "All shown", Statistics.Totals),
    ];

    /// <summary>The spans that the days shown cover whole: a limited report must not show a part of a month as the month.</summary>
    public IReadOnlyList<(string Key, string Name, UsageRow? Row)> CoveredSpans
    {
        get
        {
            var calendar = new LocalCalendar(Report.Options.Zone, Report.Options.WeekStart);
            var today = Statistics.Today;
            DateOnly[] starts = [today, calendar.FirstDay(today, Period.Week), calendar.FirstDay(today, Period.Month), DateOnly.MaxValue];
            return [.. Spans.Where((_, i) => i == 3 || ((Report.Meta.Until is not { } until || until >= today) && (Report.Meta.Since is not { } since || since <= starts[i])))];
        }
    }

    /// <summary>True when this month is covered, so that a projection of it means something.</summary>
    public bool CoversMonth => CoveredSpans.Any(s => s.Key == "thisMonth");

    /// <summary>Loads usage and asks every question.</summary>
    public static Overview Of(ReportRun run, ToolContext context)
    {
        var query = run.QueryFor(ReportKind.Daily) with { ThenBy = Grouping.None };
        var usage = run.Load(query.Since);
        var pricer = run.Options.NoCost ? null : context.Pricer(context);
        var questions = UsageStatistics.Questions(query, run.Options.Today);
        var top = query with { Order = RowOrder.Cost, Descending = true, Top = run.Options.Top ?? Longest };
        var answers = usage.RunAll([.. questions, top with { By = Grouping.Source }, top with { By = Grouping.Model }, top with { By = Grouping.Project }], pricer);
        var statistics = UsageStatistics.Of(answers, run.Options.Today);
        return new(new(ReportKind.Daily, statistics.Days, run.Options, run.Meta(query)), statistics, answers[^3], answers[^2], answers[^1]);
    }

    /// <summary>The tables below the figures, with their titles.</summary>
    public IEnumerable<(string Title, Report Report)> Tables()
    {
        yield return ("By model", With(ReportKind.Models, Models));
        yield return ("By project", With(ReportKind.Projects, Projects));
        if (Sources.Rows.Count > 1 || (Sources.Rows.Count == 1 && Sources.Rows[0].Key.Source != SourceId.ClaudeCode)) yield return ("By CLI", With(ReportKind.Sources, Sources));
    }

    private Report With(ReportKind kind, UsageTable table) => Report with { Kind = kind, Table = table };
}

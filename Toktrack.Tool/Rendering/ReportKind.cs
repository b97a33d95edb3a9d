using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>A report with rows of usage: what its rows are and what formats call them.</summary>
/// <param name="Name">The command, and the name of the array in JSON.</param>
/// <param name="Key">The name of the row's key in JSON and CSV.</param>
/// <param name="Header">The header of the key's column.</param>
/// <param name="By">What the rows stand for.</param>
/// <param name="Period">The period, where they are periods.</param>
internal sealed record ReportKind(string Name, string Key, string Header, Grouping By, Period Period = Period.Day)
{
    public static readonly ReportKind Daily = new("daily", "date", "Date", Grouping.Period);
    public static readonly ReportKind Weekly = new("weekly", "week", "Week", Grouping.Period, Period.Week);
    public static readonly ReportKind Monthly = new("monthly", "month", "Month", Grouping.Period, Period.Month);
    public static readonly ReportKind Yearly = new("yearly", "year", "Year", Grouping.Period, Period.Year);
    public static readonly ReportKind Hourly = new("hourly", "hour", "Hour", Grouping.Period, Period.Hour);
    public static readonly ReportKind Sessions = new("sessions", "sessionId", "Session", Grouping.Session);
    public static readonly ReportKind Projects = new("projects", "project", "Project", Grouping.Project);
    public static readonly ReportKind Models = new("models", "model", "Model", Grouping.Model);
    public static readonly ReportKind Branches = new("branches", "branch", "Branch", Grouping.Branch);
    public static readonly ReportKind Sources = new("sources", "source", "Source", Grouping.Source);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReportKind> All { get; } =
        [Daily, Weekly, Monthly, Yearly, Hourly, Sessions, Projects, Models, Branches, Sources];

    /// <summary>True when rows are periods.</summary>
    public bool IsPeriodic => By == Grouping.Period;

    /// <summary>The name of a second grouping in JSON and CSV.</summary>
    public static string KeyOf(Grouping by) => by switch
    {
        Grouping.Session => "sessionId",
        _ => by.ToString().ToLowerInvariant(),
    };
}

namespace Toktrack.Tool.Commands;

/// <summary>Every command, one line each, in the order of the help.</summary>
internal static class CommandCatalog
{
    public static IReadOnlyList<CommandEntry> All { get; } =
    [
        new("daily", "Usage by day", PeriodCommand.Daily),
        new("weekly", "Usage by week", PeriodCommand.Weekly),
        new("monthly", "Usage by month", PeriodCommand.Monthly),
        new("yearly", "Usage by year", PeriodCommand.Yearly),
        new("hourly", "Usage by hour", PeriodCommand.Hourly),
        new("sessions", "Usage by session, newest first", NameCommand.Sessions, "session"),
        new("projects", "Usage by project", NameCommand.Projects, "project"),
        new("models", "Usage by model", NameCommand.Models, "model"),
        new("branches", "Usage by git branch", NameCommand.Branches, "branch"),
        new("sources", "Usage by CLI", NameCommand.Sources, "source"),
    ];

    /// <summary>Runs <c>toktrack</c> without a command on a terminal; null shows the overview as text instead.</summary>
    public static Func<ToolContext, int>? Dashboard { get; }
}

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
    ];

    /// <summary>Runs <c>toktrack</c> without a command on a terminal; null shows the overview as text instead.</summary>
    public static Func<ToolContext, int>? Dashboard { get; }
}

using System.CommandLine;

namespace Toktrack.Tool.Commands;

/// <summary>Every command, one line each, in the order of the help.</summary>
internal static class CommandCatalog
{
    public static IReadOnlyList<CommandEntry> All { get; } =
    [
        new("overview", "Today, this week, this month, all time; by CLI, model and project", OverviewCommand.Describe),
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
        new("blocks", "5-hour billing windows, with the active one's pace and projection", BlocksCommand.Describe),
        new("stats", "Totals, averages, streaks, cache hit rate, projection", StatsCommand.Describe),
        new("check", "A budget gate for CI and hooks: exit 3 when exceeded", CheckCommand.Describe),
        new("report", "A cost report for people: text, Markdown or HTML", ReportCommand.Describe),
        new("statusline", "One line for Claude Code's status line", StatuslineCommand.Describe),
        new("metrics", "Counters for Prometheus and OpenTelemetry", MetricsCommand.Describe),
        new("history", "The ledger: where it is, verify, export, import, back up, rebuild", HistoryCommand.Describe),
        new("push", "Send what the ledger has to a team's PostgreSQL", PushCommand.Describe),
        new("doctor", "What was found, what was skipped and why", DoctorCommand.Describe),
        new("completions", "Completion script for bash, zsh, fish or powershell", CompletionsCommand.Describe),
        new("demo", "Any command on generated logs: demo daily", DemoCommand.Describe),
        new("explain", "The arithmetic behind a day's, a session's or a model's cost", ExplainCommand.Describe),
        new("pricing", "The price book: show, list, update", PricingCommand.Describe),
        new("config", "The configuration: path, show, init", ConfigCommand.Describe),
        new("screenshot", "A picture of a dashboard view over made-up usage", ScreenshotCommand.Describe),
    ];

    /// <summary>Runs <c>toktrack</c> without a command on a terminal; null shows the overview as text instead.</summary>
    public static Func<ParseResult, ToolContext, int>? Dashboard { get; } = DashboardCommand.Run;
}

using System.CommandLine;

namespace Toktrack.Tool.Options;

/// <summary>
/// The options every report understands, declared once. Values are text here; <see cref="OptionReader"/> gives them their
/// meaning, so that a wrong value is explained in one way everywhere.
/// </summary>
internal static class SharedOptions
{
    public static readonly Option<string?> Since = Text("--since", "DATE", "First day to count: 2026-09-01, 20260901, today, yesterday, or 7d, 4w, 3m ago", "-s");
    public static readonly Option<string?> Until = Text("--until", "DATE", "Last day to count, inclusive; dates as for --since");
    public static readonly Option<string?> Last = Text("--last", "N", "Only the last N periods of the report, the current one included (days, where rows are not periods)");
    public static readonly Option<string?> TimeZone = Text("--timezone", "ZONE", "IANA time zone whose days count, for instance Asia/Seoul, UTC or local (default: local)", "-z");
    public static readonly Option<string?> StartOfWeek = Text("--start-of-week", "DAY", "First day of the week (default: monday)", "-w");
    public static readonly Option<string[]> Source = List("--source", "CLI", "Only this CLI: claude-code, codex, gemini, opencode; repeatable, globs allowed");
    public static readonly Option<string[]> Project = List("--project", "GLOB", "Only projects with this path or last folders; repeatable");
    public static readonly Option<string[]> Model = List("--model", "GLOB", "Only these models; repeatable");
    public static readonly Option<string[]> Branch = List("--branch", "GLOB", "Only these git branches; repeatable");
    public static readonly Option<string[]> Session = List("--session", "GLOB", "Only sessions with this id or beginning of an id; repeatable");
    public static readonly Option<bool> Breakdown = Flag("--breakdown", "Show a row for each model below each row", "-b");
    public static readonly Option<string?> By = Text("--by", "WHAT", "Group each row further: source, project, model, branch or session; with --from also person or machine");
    public static readonly Option<string?> Order = Text("--order", "asc|desc", "Direction of the order", "-o");
    public static readonly Option<string?> Sort = Text("--sort", "WHAT", "Order by date, cost, tokens or name");
    public static readonly Option<string?> Top = Text("--top", "N", "Show only the first N rows; totals still cover all");
    public static readonly Option<string?> Cost = Text("--cost", "MODE", "auto (the log's own cost, else calculated), calculate or reported (default: auto)", "--mode", "-m");
    public static readonly Option<bool> NoCost = Flag("--no-cost", "Show no costs");
    public static readonly Option<bool> Json = Flag("--json", "Write JSON", "-j");
    public static readonly Option<bool> Csv = Flag("--csv", "Write comma-separated values (RFC 4180)");
    public static readonly Option<bool> Markdown = Flag("--markdown", "Write a Markdown table");
    public static readonly Option<bool> Compact = Flag("--compact", "Fewer columns and short numbers, whatever the width");
    public static readonly Option<bool> NoColor = Flag("--no-color", "No colours");
    public static readonly Option<bool> Color = Flag("--color", "Colours, also when the output is no terminal");
    public static readonly Option<string?> Width = Text("--width", "CELLS", "Width of tables (default: the terminal's, COLUMNS, or 120)");
    public static readonly Option<bool> Offline = Flag("--offline", "Never use the network; always so unless the configuration allows price updates", "-O");
    public static readonly Option<string?> Config = Text("--config", "FILE", "Configuration file (default: config.json in the toktrack home)");
    public static readonly Option<string?> From = new("--from") { Description = "Ask a team's PostgreSQL instead of this machine: postgres://user@host/database, or a file with that on its first line; without a value TOKTRACK_DATABASE_URL or the configuration's", HelpName = "URL|FILE", Arity = ArgumentArity.ZeroOrOne };
    public static readonly Option<bool> NoHistory = Flag("--no-history", "Only scan the logs that exist; neither read nor write the ledger");
    public static readonly Option<bool> Quiet = Flag("--quiet", "No progress, notes or warnings", "-q");
    public static readonly Option<bool> Verbose = Flag("--verbose", "Tell on standard error what was read and how fast");
    public static readonly Option<bool> MergeWorktrees = Flag("--merge-worktrees", "Count the git worktrees of a repository as one project");
    public static readonly Option<bool> NoTitles = Flag("--no-titles", "Show session ids instead of titles");
    public static readonly Option<string?> Threads = Text("--threads", "N", "Number of workers (default: one for each core)");
    public static readonly Option<string?> Io = Text("--io", "MODE", "How logs are read: auto, map or read (default: auto)");
    public static readonly Option<string?> Kernel = Text("--kernel", "NAME", "The SIMD kernel to use (default: the best; also TOKTRACK_KERNEL)");

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        Since, Until, Last, TimeZone, StartOfWeek, Source, Project, Model, Branch, Session, MergeWorktrees,
        By, Breakdown, Sort, Order, Top, Cost, NoCost, Json, Csv, Markdown, Compact, NoTitles, Color, NoColor, Width,
        From, NoHistory, Offline, Config, Threads, Io, Kernel, Quiet, Verbose,
    ];

    /// <summary>Adds the options a command understands.</summary>
    public static void AddTo(Command command, params Option[] except)
    {
        foreach (var option in All)
        {
            if (!except.Contains(option)) command.Options.Add(option);
        }
    }

    public static Option<string?> Text(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = value };

    public static Option<string[]> List(string name, string value, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}

namespace Toktrack.Tool.Commands;

/// <summary>Examples for <c>--help</c>; a test runs every one of them.</summary>
internal static class HelpExamples
{
    private static readonly (string Command, string Example, string Meaning)[] s_all =
    [
        ("", "toktrack", "The dashboard on a terminal, the overview elsewhere"),
        ("", "toktrack daily --since 7d --breakdown", "The last days, with a row for each model"),
        ("", "toktrack monthly --json", "Months for a script; the keys are those of ccusage"),
        ("daily", "toktrack daily --last 14", "Two weeks up to today"),
        ("daily", "toktrack daily --since 2026-09-01 --until 2026-09-30 --by project", "September, each day by project"),
        ("daily", "toktrack daily --model 'claude-opus*' --csv > opus.csv", "Opus alone, for a spreadsheet"),
        ("weekly", "toktrack weekly --start-of-week sunday --by model", "Weeks from Sunday, by model"),
        ("monthly", "toktrack monthly --last 12 --timezone UTC", "A year of months in UTC"),
        ("yearly", "toktrack yearly --breakdown", "Years, with a row for each model"),
        ("hourly", "toktrack hourly --last 24", "The last 24 hours"),
        ("sessions", "toktrack sessions --last 7 --sort cost --top 10", "The ten costliest sessions of the week"),
        ("projects", "toktrack projects --since 30d --merge-worktrees", "A month by repository"),
        ("models", "toktrack models --source codex", "The models Codex used"),
        ("branches", "toktrack branches --project shop", "What each branch of one project cost"),
        ("sources", "toktrack sources", "Claude Code, Codex, Gemini and OpenCode side by side"),
        ("blocks", "toktrack blocks --active", "The window that is open now, its pace and projection"),
        ("blocks", "toktrack blocks --recent --token-limit max", "The last 3 days against the fullest window so far"),
        ("stats", "toktrack stats --since 90d", "Habits of the last three months"),
        ("check", "toktrack check --max-usd 20", "Exit with 3 once today cost more than $20"),
        ("check", "toktrack check --max-usd 300 --period month --by project --strict", "A monthly budget for each project; exit with 4 on unknown prices"),
        ("report", "toktrack report --format html --output usage.html", "One self-contained page"),
        ("report", "toktrack report --format markdown --since 7d", "For a CI step summary: append it to $GITHUB_STEP_SUMMARY"),
        ("statusline", "toktrack statusline --template '{model} | {today} today | {context}'", "In Claude Code's settings: \"statusLine\": {\"type\": \"command\", \"command\": \"toktrack statusline\"}"),
        ("doctor", "toktrack doctor --json", "For a bug report"),
        ("completions", "toktrack completions bash", "Load it with: eval \"$(toktrack completions bash)\""),
    ];

    /// <summary>The examples of a command; the empty name is <c>toktrack</c> itself.</summary>
    public static IEnumerable<(string Example, string Meaning)> For(string command) => s_all.Where(e => e.Command == command).Select(e => (e.Example, e.Meaning));

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => s_all.Select(e => e.Example);
}

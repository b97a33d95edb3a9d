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
        ("metrics", "toktrack metrics --by project", "What a scrape would see, split by project"),
        ("doctor", "toktrack doctor --json", "For a bug report"),
        ("push", "toktrack push --to postgres://ada@db.example/usage --person Ada", "What the ledger has and the team's database lacks; without --to TOKTRACK_DATABASE_URL names it"),
        ("push", "toktrack push --to ~/.toktrack/team.url --redact projects,sessions,branches", "From a file with postgres://… on its first line; names leave as keyed hashes"),
        ("daily", "toktrack daily --from postgres://ada@db.example/usage --by person", "The whole team's days, from its database"),
        ("history", "toktrack history verify", "Read every byte of the ledger"),
        ("history", "toktrack history export laptop.jsonl", "Everything in it, to merge with 'history import' on another machine"),
        ("history", "toktrack history backup", "A copy beside it, with the time in its name"),
        ("explain", "toktrack explain today", "Every product of today's cost: tokens times price"),
        ("explain", "toktrack explain 'claude-opus*' --since 30d", "What a family of models cost in a month, and why"),
        ("pricing", "toktrack pricing show gpt-5.5", "Its prices, since when, and where they come from"),
        ("pricing", "toktrack pricing list 'claude-*'", "All prices of one maker in force today"),
        ("config", "toktrack config show", "What holds now, checked"),
        ("config", "toktrack config init", "A file with every default to start from"),
        ("demo", "toktrack demo sessions --top 5", "Any report, on generated logs"),
        ("screenshot", "toktrack screenshot overview --size 120x40 > overview.svg", "The dashboard as a picture"),
        ("completions", "toktrack completions bash", "Load it with: eval \"$(toktrack completions bash)\""),
    ];

    /// <summary>The examples of a command; the empty name is <c>toktrack</c> itself.</summary>
    public static IEnumerable<(string Example, string Meaning)> For(string command) => s_all.Where(e => e.Command == command).Select(e => (e.Example, e.Meaning));

    /// <summary>All of them.</summary>
    public static IEnumerable<string> All => s_all.Select(e => e.Example);
}

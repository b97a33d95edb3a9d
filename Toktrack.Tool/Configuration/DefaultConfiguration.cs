namespace Toktrack.Tool.Configuration;

/// <summary>The configuration that changes nothing, and the schema of all of them.</summary>
internal static class DefaultConfiguration
{
    /// <summary>The schema's file name.</summary>
    public const string SchemaFile = "config.schema.json";

    /// <summary>What <c>config init</c> writes. Comments are allowed in the file; editors explain keys by the schema.</summary>
    public const string Text = """
        {
          "$schema": "./config.schema.json",
          // Values of options the command line does not give.
          "defaults": {
            "timezone": "local",
            "startOfWeek": "monday",
            "source": [],
            "cost": "auto",
            "breakdown": false,
            "compact": false,
            "color": "auto",
            "noTitles": false,
            "mergeWorktrees": false,
            "noHistory": false
          },
          // Further folders with logs, for instance copies from another machine.
          "folders": {
            "claude-code": [],
            "codex": [],
            "gemini": [],
            "opencode": []
          },
          "pricing": {
            // true: fetch prices after a report, at most once in updateEveryHours. Otherwise only "toktrack pricing update" does.
            "autoUpdate": false,
            "updateEveryHours": 24,
            // Price a logged name as another: "my-proxy-opus": "claude-opus-4-5".
            "aliases": {},
            // Own prices, USD per million tokens: "house-model": { "input": 1, "output": 5, "cacheRead": 0.1, "start": "2026-01-01" }.
            "models": {}
          },
          "sessions": {
            // true: keep session titles in the ledger, so that they outlive the logs. They tell what was worked on.
            "storeTitles": false
          },
          "statusline": {},
          // The team's PostgreSQL, for "toktrack push" and --from: "url": "~/.toktrack/team.url", "person": "Ada".
          "team": {},
          // Budgets for "toktrack check": "maxUsd": { "day": 20, "month": 300 }.
          "check": {
            "strict": false
          }
        }

        """;

    /// <summary>The JSON schema, draft 2020-12.</summary>
    public static string Schema()
    {
        using var stream = typeof(DefaultConfiguration).Assembly.GetManifestResourceStream("Toktrack.Tool.config.schema.json")
            ?? throw new InvalidOperationException("The schema of the configuration is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

namespace Toktrack.Tool.Team;

/// <summary>
/// Finds the team's database: what an option says, else the environment, else the configuration. A text that is no connection
/// names a file whose first line is one, so that no secret need stand on a command line.
/// </summary>
internal static class TeamAddress
{
    /// <summary>The variable of the environment.</summary>
    public const string Variable = "TOKTRACK_DATABASE_URL";

    private const int MaxBytes = 64 * 1024;

    /// <summary>Finds it. <paramref name="given"/> is the option's value, null or empty for none.</summary>
    /// <exception cref="UsageException">None is named, or it has no meaning.</exception>
    public static DatabaseUrl Find(string option, string? given, ToolContext context)
    {
        foreach (var text in new[] { given, context.Environment.Variable(Variable), context.Configuration.Team.Url })
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            return DatabaseUrl.Parse(DatabaseUrl.IsConnection(text) ? text : ReadFile(text, context.Environment.Home));
        }

        throw new UsageException($"{option} needs the team's database: {option} postgres://user@host/database, {option} FILE with that on its first line, {Variable}, or team.url in the configuration.");
    }

    private static string ReadFile(string path, string home)
    {
        if (path.StartsWith("~/", StringComparison.Ordinal)) path = Path.Combine(home, path[2..]);
        var shown = Terminal.TerminalText.Escape(path);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new UsageException($"'{shown}' is no connection to PostgreSQL (postgres://…) and no file with one.");
            if (file.Length > MaxBytes) throw new UsageException($"'{shown}' is too long for a file with a connection to PostgreSQL.");
            var line = File.ReadLines(path).FirstOrDefault(l => l.Trim().Length > 0) ?? "";
            return DatabaseUrl.IsConnection(line) ? line : throw new UsageException($"The first line of '{shown}' is no connection to PostgreSQL (postgres://…).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{shown}' cannot be read: {Terminal.TerminalText.Escape(e.Message)}");
        }
    }
}

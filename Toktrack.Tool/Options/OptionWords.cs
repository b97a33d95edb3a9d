using System.CommandLine;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Options;

/// <summary>The words an option or an argument takes, for completion; other values may be accepted as well.</summary>
internal static class OptionWords
{
    private static readonly string[] s_days = ["today", "yesterday", "7d", "30d", "4w", "3m", "1y"];

    /// <summary>What may follow an option of a command; empty where anything may.</summary>
    public static IReadOnlyList<string> Of(Command command, Option option) => option.Name switch
    {
        "--since" or "--until" => s_days,
        "--by" => ["source", "project", "model", "branch", "session", "person", "machine"],
        "--redact" => ["projects", "branches", "sessions"],
        "--source" => [.. Scanner.Sources.SourceCatalog.All.Select(s => s.Key)],
        "--order" => ["asc", "desc"],
        "--sort" => [.. Enum.GetValues<RowOrder>().Select(o => o.ToString().ToLowerInvariant())],
        "--cost" => ["auto", "calculate", "reported"],
        "--start-of-week" => ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        "--timezone" => ["local", "UTC"],
        "--io" => ["auto", "map", "read"],
        "--token-limit" => ["max"],
        "--period" => ["day", "week", "month", "year", "session", "block", "all"],
        "--theme" => ["dark", "light", "plain"],
        "--format" => command.Name == "report" ? ["text", "markdown", "html"] : ["svg", "text"],
        _ => [],
    };

    /// <summary>What a command takes without an option, beside its own commands.</summary>
    public static IReadOnlyList<string> Of(Command command) => command.Name switch
    {
        "completions" => ["bash", "zsh", "fish", "powershell"],
        "explain" => s_days[..2],
        "screenshot" => Tui.Demo.DemoScreens.Names,
        _ => [],
    };
}

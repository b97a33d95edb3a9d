using System.Text.Json;
using Toktrack.Scanner.Sources;

namespace Toktrack.Tool.Configuration;

/// <summary>Gives the text of a configuration its meaning.</summary>
internal static class ConfigurationReader
{
    private static readonly string[] s_periods = ["day", "week", "month", "year", "session", "block"];

    /// <summary>Reads a configuration; <paramref name="home"/> is what <c>~</c> stands for in folders. Comments and trailing commas are allowed.</summary>
    /// <exception cref="ConfigurationException">It is no JSON, or a value has no meaning.</exception>
    public static ToolConfiguration Read(ReadOnlyMemory<byte> json, string home)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 });
            return Read(document.RootElement, home);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"it is no JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    private static ToolConfiguration Read(JsonElement element, string home)
    {
        var warnings = new List<string>();
        var root = new JsonSection(element, "", warnings);
        var configuration = new ToolConfiguration
        {
            Defaults = root.Section("defaults") is { } defaults ? Defaults(defaults) : new(),
            Folders = root.Section("folders") is { } folders ? Folders(folders, home) : new Dictionary<string, IReadOnlyList<string>>(),
            Pricing = root.Section("pricing") is { } pricing ? PricingReader.Read(pricing) : new(),
            StoreTitles = root.Section("sessions") is { } sessions && StoreTitles(sessions),
            StatuslineTemplate = root.Section("statusline") is { } statusline ? Template(statusline) : null,
            Team = root.Section("team") is { } team ? Team(team) : new(),
            Check = root.Section("check") is { } check ? Check(check) : new(),
            Warnings = warnings,
        };
        root.Finish();
        return configuration;
    }

    private static DefaultOptions Defaults(JsonSection section)
    {
        var color = section.Word("color", "auto", "always", "never");
        var options = new DefaultOptions
        {
            TimeZone = section.Text("timezone"),
            StartOfWeek = section.Word("startOfWeek", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
            Sources = section.Texts("source"),
            Cost = section.Word("cost", "auto", "calculate", "reported"),
            Order = section.Word("order", "asc", "desc"),
            Breakdown = section.Flag("breakdown") ?? false,
            Compact = section.Flag("compact") ?? false,
            Color = color is "always" ? true : color is "never" ? false : null,
            NoTitles = section.Flag("noTitles") ?? false,
            MergeWorktrees = section.Flag("mergeWorktrees") ?? false,
            NoHistory = section.Flag("noHistory") ?? false,
        };
        section.Finish();
        return options;
    }

    private static Dictionary<string, IReadOnlyList<string>> Folders(JsonSection section, string home)
    {
        var folders = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var source in SourceCatalog.All)
        {
            if (section.Texts(source.Key) is { } texts) folders.Add(source.Key, [.. texts.Select(Expand)]);
        }

        section.Finish();
        return folders;

        string Expand(string folder) => folder == "~" ? home : folder.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, folder[2..]) : folder;
    }

    private static bool StoreTitles(JsonSection section)
    {
        var store = section.Flag("storeTitles") ?? false;
        section.Finish();
        return store;
    }

    private static string? Template(JsonSection section)
    {
        var template = section.Text("template");
        section.Finish();
        return template;
    }

    private static TeamConfiguration Team(JsonSection section)
    {
        var team = new TeamConfiguration { Url = section.Text("url"), Person = section.Text("person"), Machine = section.Text("machine"), Redact = section.Texts("redact") };
        section.Finish();
        return team;
    }

    private static CheckConfiguration Check(JsonSection section)
    {
        var check = new CheckConfiguration
        {
            MaxUsd = Budgets(section.Section("maxUsd"), (s, p) => s.Number(p, 0, 1_000_000_000)),
            MaxTokens = Budgets(section.Section("maxTokens"), (s, p) => s.Count(p, 0, long.MaxValue)),
            Strict = section.Flag("strict") ?? false,
        };
        section.Finish();
        return check;
    }

    private static Dictionary<string, T> Budgets<T>(JsonSection? section, Func<JsonSection, string, T?> read)
        where T : struct
    {
        var budgets = new Dictionary<string, T>(StringComparer.Ordinal);
        if (section is null) return budgets;
        foreach (var period in s_periods)
        {
            if (read(section, period) is { } budget) budgets.Add(period, budget);
        }

        section.Finish();
        return budgets;
    }
}

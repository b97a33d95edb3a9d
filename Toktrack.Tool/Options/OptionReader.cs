using System.CommandLine;
using System.Globalization;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Team;

namespace Toktrack.Tool.Options;

/// <summary>Gives the text of the shared options its meaning. Every refusal names the option, what was given and what is accepted.</summary>
internal static class OptionReader
{
    private static readonly (string Name, SourceId Id)[] s_sources =
        [.. Enum.GetValues<SourceId>().Where(s => s != SourceId.None).Select(s => (RowNames.SourceName(s), s))];

    /// <summary>Reads the options of a parsed command. Options the command does not have keep their defaults.</summary>
    /// <exception cref="UsageException">A value has no meaning.</exception>
    public static ReportOptions Read(ParseResult parsed, ToolContext context)
    {
        context.ConfigFile = parsed.Get(SharedOptions.Config);
        context.Offline = parsed.Get(SharedOptions.Offline);
        var defaults = context.Configuration.Defaults;
        var zone = ReadZone(parsed.Get(SharedOptions.TimeZone) ?? defaults.TimeZone);
        var today = new LocalCalendar(zone).DayOf(context.UtcNow.Ticks);
        var options = new ReportOptions
        {
            Zone = zone,
            Today = today,
            Since = ReadDay("--since", parsed.Get(SharedOptions.Since), today),
            Until = ReadDay("--until", parsed.Get(SharedOptions.Until), today),
            Last = ReadNumber("--last", parsed.Get(SharedOptions.Last), 1, 100_000),
            WeekStart = ReadWord("--start-of-week", parsed.Get(SharedOptions.StartOfWeek) ?? defaults.StartOfWeek, DayOfWeek.Monday, [.. Enum.GetValues<DayOfWeek>().Select(d => (d.ToString().ToLowerInvariant(), d))]),
            Sources = ReadSources(parsed.Get(SharedOptions.Source) is { Length: > 0 } given ? given : defaults.Sources),
            Projects = parsed.Get(SharedOptions.Project) ?? [],
            Models = parsed.Get(SharedOptions.Model) ?? [],
            Branches = parsed.Get(SharedOptions.Branch) ?? [],
            Sessions = parsed.Get(SharedOptions.Session) ?? [],
            Breakdown = parsed.Get(SharedOptions.Breakdown) || defaults.Breakdown,
            By = ReadWord("--by", parsed.Get(SharedOptions.By), Grouping.None,
                [("source", Grouping.Source), ("project", Grouping.Project), ("model", Grouping.Model), ("branch", Grouping.Branch), ("session", Grouping.Session),
                    ("person", Grouping.Person), ("machine", Grouping.Machine)]),
            Descending = ReadWord<bool?>("--order", parsed.Get(SharedOptions.Order) ?? defaults.Order, null, [("asc", false), ("desc", true)]),
            Sort = ReadWord<RowOrder?>("--sort", parsed.Get(SharedOptions.Sort), null,
                [("date", RowOrder.Date), ("cost", RowOrder.Cost), ("tokens", RowOrder.Tokens), ("name", RowOrder.Name)]),
            Top = ReadNumber("--top", parsed.Get(SharedOptions.Top), 1, int.MaxValue),
            Cost = ReadWord("--cost", parsed.Get(SharedOptions.Cost) ?? defaults.Cost, CostMode.Auto,
                [("auto", CostMode.Auto), ("calculate", CostMode.Calculate), ("reported", CostMode.Reported), ("display", CostMode.Reported)]),
            NoCost = parsed.Get(SharedOptions.NoCost),
            Format = ReadFormat(parsed),
            Compact = parsed.Get(SharedOptions.Compact) || defaults.Compact,
            Color = ReadColor(parsed) ?? defaults.Color,
            Width = ReadNumber("--width", parsed.Get(SharedOptions.Width), 20, 1000),
            Offline = parsed.Get(SharedOptions.Offline),
            ConfigFile = parsed.Get(SharedOptions.Config),
            From = parsed.GetResult(SharedOptions.From) is null ? null : TeamAddress.Find("--from", parsed.GetValue(SharedOptions.From), context),
            NoHistory = parsed.Get(SharedOptions.NoHistory) || defaults.NoHistory,
            Quiet = parsed.Get(SharedOptions.Quiet),
            Verbose = parsed.Get(SharedOptions.Verbose),
            MergeWorktrees = parsed.Get(SharedOptions.MergeWorktrees) || defaults.MergeWorktrees,
            Scan = new()
            {
                Threads = ReadNumber("--threads", parsed.Get(SharedOptions.Threads), 1, 1024) ?? 0,
                Io = ReadWord("--io", parsed.Get(SharedOptions.Io), IoMode.Auto, [("auto", IoMode.Auto), ("map", IoMode.Map), ("read", IoMode.Read)]),
                Kernel = parsed.Get(SharedOptions.Kernel),
            },
            NoTitles = parsed.Get(SharedOptions.NoTitles) || defaults.NoTitles,
        };
        if (options.Since > options.Until)
        {
            throw new UsageException($"--since {DayText.Of(options.Since.Value)} is after --until {DayText.Of(options.Until.Value)}.");
        }

        if (options.Last is not null && (options.Since ?? options.Until) is not null)
        {
            throw new UsageException("--last cannot be combined with --since or --until.");
        }

        if (options.By is Grouping.Person or Grouping.Machine && options.From is null)
        {
            throw new UsageException($"--by {(options.By == Grouping.Person ? "person" : "machine")} needs a team's database: see --from.");
        }

        return options;
    }

    /// <summary>The value of an option, or its default where the command does not have it.</summary>
    private static T? Get<T>(this ParseResult parsed, Option<T> option) => parsed.GetResult(option) is null ? default : parsed.GetValue(option);

    /// <summary>Reads a whole number.</summary>
    public static int? ReadNumber(string option, string? text, int min, int max)
    {
        if (text is null) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        var accepted = max == int.MaxValue ? $"a whole number from {min}" : $"a whole number from {min} to {max}";
        throw new UsageException($"{option} '{Terminal.TerminalText.Escape(text)}': expected {accepted}.");
    }

    /// <summary>Reads one of several words.</summary>
    public static T ReadWord<T>(string option, string? text, T otherwise, IReadOnlyList<(string Word, T Value)> words)
    {
        if (text is null) return otherwise;
        foreach (var (word, value) in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        }

        throw Refuse(option, text, words.Select(w => w.Word));
    }

    /// <summary>Reads a day; <paramref name="today"/> gives relative ones their meaning.</summary>
    public static DateOnly? ReadDay(string option, string? text, DateOnly today) => text is null
        ? null
        : DayText.Parse(text, today) ?? throw new UsageException(
            $"{option} '{Terminal.TerminalText.Escape(text)}': expected a date as 2026-09-01 or 20260901, today, yesterday, or a number of days, weeks, months or years ago as 7d, 4w, 3m or 1y.");

    private static TimeZoneInfo ReadZone(string? text)
    {
        if (text is null || text.Equals("local", StringComparison.OrdinalIgnoreCase)) return TimeZoneInfo.Local;
        if (text.Equals("utc", StringComparison.OrdinalIgnoreCase)) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)) return zone;
        throw Refuse("--timezone", text, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id), "an IANA time zone such as Europe/Berlin, UTC or local");
    }

    private static IReadOnlyList<SourceId> ReadSources(string[]? texts)
    {
        var result = new List<SourceId>();
        foreach (var text in texts ?? [])
        {
            var alias = text.ToLowerInvariant() is "claude" ? "claude-code" : text;
            var found = s_sources.Where(s => Glob.Matches(alias, s.Name)).Select(s => s.Id).ToList();
            if (found.Count == 0) throw Refuse("--source", text, s_sources.Select(s => s.Name));
            result.AddRange(found.Except(result));
        }

        return result;
    }

    private static ReportFormat ReadFormat(ParseResult parsed)
    {
        var asked = new List<(string, ReportFormat)>();
        if (parsed.Get(SharedOptions.Json)) asked.Add(("--json", ReportFormat.Json));
        if (parsed.Get(SharedOptions.Csv)) asked.Add(("--csv", ReportFormat.Csv));
        if (parsed.Get(SharedOptions.Markdown)) asked.Add(("--markdown", ReportFormat.Markdown));
        if (asked.Count > 1) throw new UsageException($"{asked[0].Item1} and {asked[1].Item1} exclude each other.");
        return asked.Count == 0 ? ReportFormat.Table : asked[0].Item2;
    }

    private static bool? ReadColor(ParseResult parsed)
    {
        var (color, none) = (parsed.Get(SharedOptions.Color), parsed.Get(SharedOptions.NoColor));
        if (color && none) throw new UsageException("--color and --no-color exclude each other.");
        return color ? true : none ? false : null;
    }

    private static UsageException Refuse(string option, string text, IEnumerable<string> words, string? accepted = null)
    {
        var known = words.ToList();
        var hint = Suggestion.For(text, known) is { } close ? $" Did you mean '{close}'?" : "";
        return new($"{option} '{Terminal.TerminalText.Escape(text)}': expected {accepted ?? string.Join(", ", known)}.{hint}");
    }
}

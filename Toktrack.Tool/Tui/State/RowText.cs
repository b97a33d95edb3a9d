using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Scanner.Sources;
using Toktrack.Tool.Rendering;

namespace Toktrack.Tool.Tui.State;

/// <summary>What views write for a row. Names stay untrusted: the frame escapes them.</summary>
internal static class RowText
{
    /// <summary>Stands where a chart of costs has none to show though there was usage.</summary>
    public const string NoPrice = "no known price: t shows tokens";

    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    /// <summary>The name of a row in a list.</summary>
    public static string Name(UsageRow row, Period period, DashboardModel model) => row.Key.Grouping switch
    {
        Grouping.Period => PeriodName(row, period, model),
        Grouping.Project => row.Name.Length == 0 ? "no project" : model.Projects[row.Name],
        Grouping.Source => SourceName(row.Key.Source),
        Grouping.Branch => row.Name.Length == 0 ? "no branch" : row.Name,
        Grouping.Session => model.Titles.GetValueOrDefault((row.Key.Source, row.Name)) ?? SessionName(row.Name),
        _ => row.Name.Length == 0 ? "unknown" : row.Name,
    };

    /// <summary>A period for people: <c>Sat 21 Nov 2026</c>, <c>16–22 Nov 2026</c>, <c>November 2026</c>.</summary>
    public static string PeriodName(UsageRow row, Period period, DashboardModel model) => PeriodName(row.Key.Date, period);

    /// <inheritdoc cref="PeriodName(UsageRow, Period, DashboardModel)"/>
    public static string PeriodName(DateOnly first, Period period) => period switch
    {
        Period.Week => Week(first, first.AddDays(Math.Min(6, DateOnly.MaxValue.DayNumber - first.DayNumber))),
        Period.Month => first.ToString("MMMM yyyy", s_culture),
        Period.Year => first.ToString("yyyy", s_culture),
        _ => first.ToString("ddd dd MMM yyyy", s_culture),
    };

    public static string SourceName(SourceId source) => source switch
    {
        SourceId.ClaudeCode => "Claude Code",
        SourceId.Codex => "Codex",
        SourceId.Gemini => "Gemini",
        SourceId.OpenCode => "OpenCode",
        _ => SourceCatalog.All.FirstOrDefault(s => s.Id == source)?.DisplayName ?? RowNames.SourceName(source),
    };

    /// <summary>The name of a CLI where every cell counts.</summary>
    public static string ShortSourceName(SourceId source) => source == SourceId.ClaudeCode ? "Claude" : SourceName(source);

    /// <summary>A cost, with a star where some usage has no known price.</summary>
    public static string Cost(in Figures figures, bool compact = false)
    {
        if (figures.Unpriced > 0 && figures.Cost == 0) return "unpriced";
        return (compact ? NumberText.ShortUsd(figures.Cost) : NumberText.Usd(figures.Cost)) + (figures.Unpriced > 0 ? "*" : "");
    }

    /// <summary>A cost or a number of tokens.</summary>
    public static string In(Unit unit, in Figures figures, bool compact = false) =>
        unit == Unit.Cost ? Cost(figures, compact) : NumberText.Short(figures.Tokens.Total);

    /// <summary>A part of a whole in per cent; what is there is never shown as nothing.</summary>
    public static string Share(decimal part, decimal whole) =>
        part > 0 && part * 2000 < whole ? "<0.1%" : NumberText.Percent(part, whole);

    /// <summary>A value of a scale.</summary>
    public static string Scale(Unit unit, decimal value) => unit == Unit.Tokens
        ? NumberText.Short((long)Math.Min(value, long.MaxValue))
        : value switch
        {
            0 => "$0",
            < 1 => value.ToString("$0.00##", s_culture),
            < 10_000 => value.ToString(value == decimal.Truncate(value) ? "$#,##0" : "$#,##0.00", s_culture),
            _ => NumberText.ShortUsd(value),
        };

    /// <summary>An id as far as people compare it.</summary>
    public static string SessionName(string id) => id.Length switch
    {
        0 => "no session",
        > 20 when Guid.TryParse(id, out _) => id[..8],
        _ => id,
    };

    /// <summary>How long ago: <c>now</c>, <c>12m ago</c>, <c>3h ago</c>, then the day.</summary>
    public static string Ago(long utcTicks, DashboardModel model)
    {
        if (utcTicks == 0) return "";
        var gone = model.UtcNow.Ticks - utcTicks;
        if (gone < TimeSpan.TicksPerMinute && gone > -TimeSpan.TicksPerHour) return "now";
        if (gone is > 0 and < TimeSpan.TicksPerHour) return string.Create(s_culture, $"{gone / TimeSpan.TicksPerMinute}m ago");
        if (gone is > 0 and < 12 * TimeSpan.TicksPerHour) return string.Create(s_culture, $"{gone / TimeSpan.TicksPerHour}h ago");
        var local = model.LocalTime(utcTicks);
        return local.Year == model.Now.Year ? local.ToString("dd MMM HH:mm", s_culture) : local.ToString("dd MMM yyyy", s_culture);
    }

    /// <summary>The folder a project lies in, the home folder as <c>~</c>; empty where its label tells all.</summary>
    public static string Folder(string path, string home)
    {
        var end = path.LastIndexOfAny(['/', '\\']);
        if (end <= 0) return "";
        var folder = path[..end];
        return home.Length > 1 && folder.StartsWith(home, StringComparison.Ordinal) ? "~" + folder[home.Length..] : folder;
    }

    private static string Week(DateOnly first, DateOnly last)
    {
        if (first.Month == last.Month) return string.Create(s_culture, $"{first:dd}–{last:dd MMM yyyy}");
        return first.Year == last.Year
            ? string.Create(s_culture, $"{first:dd MMM} – {last:dd MMM yyyy}")
            : string.Create(s_culture, $"{first:dd MMM yyyy} – {last:dd MMM yyyy}");
    }
}

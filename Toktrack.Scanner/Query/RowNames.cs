using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Query;

/// <summary>Row keys as text, the same in every format.</summary>
public static class RowNames
{
    /// <summary>A model as shown: its fast tier carries <c>-fast</c>.</summary>
    public static string ModelName(string model, bool fast) => fast ? model + "-fast" : model;

    /// <summary>The name users type for a CLI; a number for one this version does not know.</summary>
    public static string SourceName(SourceId source) => source switch
    {
        SourceId.ClaudeCode => "claude-code",
        SourceId.Codex => "codex",
        SourceId.Gemini => "gemini",
        SourceId.OpenCode => "opencode",
        _ => SourceCatalog.All.FirstOrDefault(s => s.Id == source)?.Key ?? "source-" + ((int)source).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The text of <paramref name="key"/>: the start of a period as ISO 8601 as far as its length needs, or the name.</summary>
    public static string Of(in RowKey key, Period period, NameTable names) => key.Grouping switch
    {
        Grouping.Period => PeriodName(key, period),
        Grouping.Source => SourceName(key.Source),
        Grouping.Model => ModelName(names[key.Name], key.Fast),
        Grouping.None => "",
        _ => names[key.Name],
    };

    private static string PeriodName(in RowKey key, Period period)
    {
        Span<char> text = stackalloc char[24];
        new DateTime(key.Start).TryFormat(text, out _, "s", CultureInfo.InvariantCulture); // 2026-09-01T12:00:00
        return period switch
        {
            Period.Hour => string.Concat(text[..16], OffsetName(key.OffsetMinutes)),
            Period.Month => new(text[..7]),
            Period.Year => new(text[..4]),
            _ => new(text[..10]),
        };
    }

    private static string OffsetName(int minutes)
    {
        if (minutes == 0) return "+00:00";
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        return string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{hours:00}:{rest:00}");
    }
}

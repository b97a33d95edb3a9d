using System.Text.Json;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Options;

namespace Toktrack.Tool.Rendering;

/// <summary>Statistics as JSON (<c>Schemas/stats.schema.json</c>).</summary>
internal static class StatsJson
{
    public static void Write(UsageStatistics statistics, Report report, TextWriter output) => JsonOut.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("stats");
        WriteStatistics(json, statistics, !report.Options.NoCost);
        json.WriteEndObject();
        JsonReport.WriteTotals(json, report);
        json.WriteMeta(report.Meta);
        json.WriteEndObject();
    });

    private static void WriteStatistics(Utf8JsonWriter json, UsageStatistics s, bool costs)
    {
        json.WriteNumber("activeDays", s.ActiveDays);
        json.WriteText("firstDay", s.ActiveDays == 0 ? null : s.Days.Rows[0].Name);
        json.WriteText("lastDay", s.ActiveDays == 0 ? null : s.Days.Rows[^1].Name);
        json.WriteText("today", DayText.Of(s.Today));
        json.WriteNumber("tokensPerActiveDay", s.TokensPerActiveDay);
        json.WriteNumber("cacheHitRate", Round(s.CacheHitRate));
        json.WriteNumber("currentStreak", s.CurrentStreak);
        json.WriteNumber("longestStreak", s.LongestStreak);
        if (s.PeakDay is { } peak)
        {
            json.WriteStartObject("peakDay");
            json.WriteString("date", peak.Name);
            json.WriteNumber("totalTokens", peak.Tokens.Total);
            if (costs) json.WriteMoney("totalCost", peak.Cost);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("peakDay");
        }

        if (!costs) return;
        json.WriteNumber("costPerActiveDay", Round(s.CostPerActiveDay));
        json.WriteNumber("costPerCalendarDay", Round(s.CostPerCalendarDay));
        json.WriteMoney("monthToDate", s.ThisMonth?.Cost ?? 0);
        json.WriteNumber("monthProjection", Round(s.MonthProjection));
    }

    private static decimal Round(decimal value) => JsonOut.Normalize(decimal.Round(value, 6));
}

using System.Text.Json;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>Billing windows as JSON (<c>Schemas/blocks.schema.json</c>).</summary>
internal static class BlocksJson
{
    public static void Write(BlocksReport report, TextWriter output) => JsonOut.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("blocks");
        foreach (var block in report.Blocks) WriteBlock(json, block, report);
        json.WriteEndArray();
        json.WriteMeta(report.Meta);
        json.WriteEndObject();
    });

    private static void WriteBlock(Utf8JsonWriter json, BillingBlock block, BlocksReport report)
    {
        var start = JsonOut.Instant(block.Start);
        json.WriteStartObject();
        json.WriteString("id", block.IsGap ? "gap-" + start : start);
        json.WriteString("startTime", start);
        json.WriteString("endTime", JsonOut.Instant(block.End));
        json.WriteText("actualEndTime", block.IsGap ? null : JsonOut.Instant(block.Last));
        json.WriteBoolean("isActive", block.IsActive);
        json.WriteBoolean("isGap", block.IsGap);
        json.WriteNumber("entries", block.Requests);
        json.WriteStartObject("tokenCounts");
        json.WriteNumber("inputTokens", block.Tokens.Input);
        json.WriteNumber("outputTokens", block.Tokens.Output);
        json.WriteNumber("cacheCreationInputTokens", block.Tokens.CacheWrite);
        json.WriteNumber("cacheReadInputTokens", block.Tokens.CacheRead);
        json.WriteEndObject();
        json.WriteNumber("totalTokens", block.Tokens.Total);
        if (!report.Options.NoCost) json.WriteMoney("costUSD", block.Cost);
        json.WriteTexts("models", block.Models);
        WritePace(json, block, report);
        if (report.Limit is { } limit && block.ProjectAt(report.Now) is { } projection)
        {
            var (percent, status) = BlocksReport.Against(limit, projection.TotalTokens);
            json.WriteStartObject("tokenLimitStatus");
            json.WriteNumber("limit", limit);
            json.WriteNumber("projectedUsage", projection.TotalTokens);
            json.WriteNumber("percentUsed", Round(percent));
            json.WriteString("status", status);
            json.WriteEndObject();
        }

        json.WriteNumber("unpricedTokens", block.UnpricedTokens);
        json.WriteEndObject();
    }

    private static void WritePace(Utf8JsonWriter json, BillingBlock block, BlocksReport report)
    {
        if (block.BurnRate is not { } rate || block.ProjectAt(report.Now) is not { } projection)
        {
            json.WriteNull("burnRate");
            json.WriteNull("projection");
            return;
        }

        json.WriteStartObject("burnRate");
        json.WriteNumber("tokensPerMinute", Round(rate.TokensPerMinute));
        json.WriteNumber("tokensPerMinuteForIndicator", Round(rate.FreshTokensPerMinute));
        if (!report.Options.NoCost) json.WriteNumber("costPerHour", Round(rate.CostPerHour));
        json.WriteEndObject();
        json.WriteStartObject("projection");
        json.WriteNumber("totalTokens", projection.TotalTokens);
        if (!report.Options.NoCost) json.WriteMoney("totalCost", projection.TotalCost);
        json.WriteNumber("remainingMinutes", projection.RemainingMinutes);
        json.WriteEndObject();
    }

    private static decimal Round(decimal value) => JsonOut.Normalize(decimal.Round(value, 6));
}

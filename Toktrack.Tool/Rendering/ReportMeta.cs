namespace Toktrack.Tool.Rendering;

/// <summary>How a report came about: the <c>meta</c> object of JSON.</summary>
/// <param name="GeneratedAt">When, UTC.</param>
/// <param name="TimeZone">The zone whose days count.</param>
/// <param name="Since">First day, where limited.</param>
/// <param name="Until">Last day, where limited.</param>
/// <param name="PriceBook">The price book in use, in one phrase; null where no costs are shown.</param>
internal sealed record ReportMeta(DateTime GeneratedAt, string TimeZone, DateOnly? Since, DateOnly? Until, string? PriceBook)
{
    /// <summary>The version of the JSON schema.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The version of the tool.</summary>
    public static string ToolVersion { get; } = typeof(ReportMeta).Assembly.GetName().Version?.ToString(3) ?? "0";
}

namespace Toktrack.Tool.Configuration;

/// <summary>Default values of shared options, as text like on the command line; null and false where the built-in default holds.</summary>
internal sealed record DefaultOptions
{
    public string? TimeZone { get; init; }
    public string? StartOfWeek { get; init; }
    public string[]? Sources { get; init; }
    public string? Cost { get; init; }
    public string? Order { get; init; }
    public bool Breakdown { get; init; }
    public bool Compact { get; init; }
    public bool? Color { get; init; }
    public bool NoTitles { get; init; }
    public bool MergeWorktrees { get; init; }
    public bool NoHistory { get; init; }
}

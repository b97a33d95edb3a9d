using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>How the dashboard looks at usage, the same for all its figures.</summary>
/// <param name="Zone">The zone whose days count.</param>
/// <param name="WeekStart">First day of the week.</param>
/// <param name="Cost">Where costs come from.</param>
internal sealed record ModelScope(TimeZoneInfo Zone, DayOfWeek WeekStart = DayOfWeek.Monday, CostMode Cost = CostMode.Auto)
{
    /// <summary>What usage counts.</summary>
    public UsageFilter Filter { get; init; } = UsageFilter.Everything;

    /// <summary>Stand-ins of projects; null to keep them apart.</summary>
    public Func<string, string>? FoldProject { get; init; }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Query;

/// <summary>A question about usage. Every report, view and status line is one of these; it never changes after it is made.</summary>
public sealed record UsageQuery
{
    /// <summary>What the rows stand for.</summary>
    public Grouping By { get; init; } = Grouping.Period;

    /// <summary>The period, where rows or the second grouping are periods.</summary>
    public Period Period { get; init; } = Period.Day;

    /// <summary>A second grouping: each row stands for a pair. <see cref="Grouping.None"/> for none.</summary>
    public Grouping ThenBy { get; init; }

    /// <summary>What the nested rows of each row and of the totals stand for. <see cref="Grouping.None"/> for none.</summary>
    public Grouping Breakdown { get; init; }

    /// <summary>The zone whose days count.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The first day of the week.</summary>
    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>First local day that counts; null for no limit.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Last local day that counts; null for no limit.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>First moment that counts, UTC ticks, to the quarter hour; null for no limit.</summary>
    public long? From { get; init; }

    /// <summary>What usage counts, beside the days.</summary>
    public UsageFilter Filter { get; init; } = UsageFilter.Everything;

    /// <summary>Where costs come from.</summary>
    public CostMode Cost { get; init; }

    /// <summary>What rows are ordered by.</summary>
    public RowOrder Order { get; init; }

    /// <summary>True for the largest or latest first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many rows to keep after ordering; null for all. Totals always cover all rows.</summary>
    public int? Top { get; init; }

    /// <summary>Gives a project's stand-in (for instance the repository of a worktree) by its path; null to keep projects apart.</summary>
    public Func<string, string>? FoldProject { get; init; }

    /// <summary>The slots the question is about: what <see cref="Run"/> adds up.</summary>
    public IEnumerable<UsageSlot> SlotsOf(UsageSnapshot snapshot)
    {
        var filter = new SlotFilter(this, snapshot.Names, new LocalCalendar(Zone, WeekStart), new ProjectFolding(snapshot.Names, FoldProject));
        return snapshot.Slots.Where(s => filter.Passes(s));
    }

    /// <summary>Answers the question.</summary>
    /// <param name="snapshot">The usage.</param>
    /// <param name="pricer">Prices it; null leaves every cost 0 and nothing marked as unpriced.</param>
    public UsageTable Run(UsageSnapshot snapshot, ISlotPricer? pricer) => RunAll([this], snapshot, pricer)[0];

    /// <summary>Answers several questions about the same usage in one pass, in their order: each as <see cref="Run"/> would.</summary>
    public static IReadOnlyList<UsageTable> RunAll(IReadOnlyList<UsageQuery> queries, UsageSnapshot snapshot, ISlotPricer? pricer) =>
        UsageAggregator.Run(queries, snapshot, pricer);
}

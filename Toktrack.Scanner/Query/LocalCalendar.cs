namespace Toktrack.Scanner.Query;

/// <summary>
/// Local time of one zone: turns UTC ticks into the days, weeks, months and years of its calendar. Remembers the last it
/// computed, since slots come in long runs of one quarter of an hour. Not safe for use by several threads.
/// </summary>
public sealed class LocalCalendar
{
    private readonly (long Start, RowKey Key)[] _last = new (long, RowKey)[5];

    /// <summary>Creates the calendar of <paramref name="zone"/> with weeks that begin on <paramref name="weekStart"/>.</summary>
    public LocalCalendar(TimeZoneInfo zone, DayOfWeek weekStart = DayOfWeek.Monday)
    {
        Zone = zone;
        WeekStart = weekStart;
    }

    /// <summary>The zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The first day of the week.</summary>
    public DayOfWeek WeekStart { get; }

    /// <summary>Local wall time at <paramref name="utcTicks"/>.</summary>
    public DateTime LocalTime(long utcTicks) => Shift(utcTicks, Offset(utcTicks));

    /// <summary>The local day that holds <paramref name="utcTicks"/>.</summary>
    public DateOnly DayOf(long utcTicks) => KeyOf(utcTicks - (utcTicks % Model.UsageSlot.Ticks), Period.Day).Date;

    /// <summary>The key of the period that holds <paramref name="slotStart"/>, the start of a slot in UTC ticks.</summary>
    public RowKey KeyOf(long slotStart, Period period)
    {
        ref var last = ref _last[(int)period];
        if (last.Key.Grouping == Grouping.Period && last.Start == slotStart) return last.Key;
        last = (slotStart, Compute(slotStart, period));
        return last.Key;
    }

    /// <summary>The first day of the period that holds <paramref name="day"/>; the day itself for hours.</summary>
    public DateOnly FirstDay(DateOnly day, Period period) => period switch
    {
        Period.Week => day.AddDays(-Math.Min((7 + (int)day.DayOfWeek - (int)WeekStart) % 7, day.DayNumber)),
        Period.Month => new(day.Year, day.Month, 1),
        Period.Year => new(day.Year, 1, 1),
        _ => day,
    };

    /// <summary>The first day of the period <paramref name="count"/> periods after (or before) the one that starts on <paramref name="first"/>; hours count as days.</summary>
    public static DateOnly Add(DateOnly first, Period period, int count) => period switch
    {
        Period.Week => first.AddDays(7 * count),
        Period.Month => first.AddMonths(count),
        Period.Year => first.AddYears(count),
        _ => first.AddDays(count),
    };

    /// <summary>The first UTC tick of the local day <paramref name="day"/>; for a day the zone skipped, the first tick after it.</summary>
    public long StartOf(DateOnly day)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue);
        // Offsets lie between -14 and +14 hours: search the day's start among the quarter hours around it.
        var low = Math.Max(0, wall.Ticks - (15 * TimeSpan.TicksPerHour));
        var high = Math.Min(DateTime.MaxValue.Ticks, wall.Ticks + (15 * TimeSpan.TicksPerHour));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (LocalTime(middle) < wall) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private RowKey Compute(long slotStart, Period period)
    {
        var offset = Offset(slotStart);
        var local = Shift(slotStart, offset);
        if (period == Period.Hour)
        {
            return new(Grouping.Period, local.Ticks - (local.Ticks % TimeSpan.TicksPerHour), (int)(offset / TimeSpan.TicksPerMinute));
        }

        return new(Grouping.Period, FirstDay(DateOnly.FromDateTime(local), period).ToDateTime(TimeOnly.MinValue).Ticks);
    }

    private long Offset(long utcTicks) =>
        Zone.GetUtcOffset(new DateTime(Math.Clamp(utcTicks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;

    private static DateTime Shift(long utcTicks, long offset) => new(Math.Clamp(utcTicks + offset, 0, DateTime.MaxValue.Ticks));
}

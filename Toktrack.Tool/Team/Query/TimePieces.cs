// A sum may span as much time as a question cannot tell apart: within one period, on one side of every limit, at one price.
// The moments where any of that changes are found here, with the same calendar that answers the question, and the database
// groups by the piece a slot lies in. So it needs to know nothing of time zones.

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Team.Query;

/// <summary>The moments (UTC ticks, multiples of a quarter of an hour) where a question's answer may change.</summary>
internal static class TimePieces
{
    // No zone changes its clocks twice within this.
    private const long Step = 3 * TimeSpan.TicksPerHour;

    /// <summary>The moments within [<paramref name="low"/>, <paramref name="high"/>), ascending.</summary>
    public static List<long> Of(UsageQuery query, long low, long high, IEnumerable<long> prices)
    {
        var cuts = new SortedSet<long>(prices);
        if (query.From is { } from) cuts.Add(UsageSlot.StartOf(from + UsageSlot.Ticks - 1));
        var calendar = new LocalCalendar(query.Zone, query.WeekStart);
        var periodic = query.By == Grouping.Period || query.ThenBy == Grouping.Period || query.Breakdown == Grouping.Period || query.Filter.Within.Any(w => w.Key.Grouping == Grouping.Period);
        if (periodic) AddPeriods(cuts, calendar, query.Filter.Within.Any(w => w.Key.Grouping == Grouping.Period) ? Period.Hour : query.Period, low, high);
        foreach (var limit in new[] { query.Since, query.Until })
        {
            if (limit is { } day) AddPeriods(cuts, calendar, Period.Day, Math.Max(low, Around(day, -3)), Math.Min(high, Around(day, 4)));
        }

        return [.. cuts.Where(c => c > low && c < high)];
    }

    /// <summary>The widest range (UTC ticks) that days limit a question to, with room for any zone.</summary>
    public static (long Low, long High) Range(UsageQuery query, long low, long high)
    {
        if (query.Since is { } since) low = Math.Max(low, Around(since, -2));
        if (query.Until is { } until) high = Math.Min(high, Around(until, 3));
        if (query.From is { } from) low = Math.Max(low, UsageSlot.StartOf(Math.Min(from, high)));
        return (low, Math.Max(low, high));
    }

    private static long Around(DateOnly day, int days) => Math.Clamp(day.DayNumber + (long)days, 0, DateOnly.MaxValue.DayNumber) * TimeSpan.TicksPerDay;

    private static void AddPeriods(SortedSet<long> cuts, LocalCalendar calendar, Period period, long low, long high)
    {
        low -= low % TimeSpan.TicksPerHour;
        for (var start = low; start < high;)
        {
            var end = SameOffset(calendar, start, high);
            cuts.Add(start);
            var offset = OffsetAt(calendar, start);
            var unit = period == Period.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerDay;
            var first = start + offset;
            var last = calendar.KeyOf(start, period);
            for (var local = first - (first % unit) + unit; local - offset < end; local += unit)
            {
                var key = calendar.KeyOf(local - offset, period);
                if (key != last) cuts.Add(local - offset);
                last = key;
            }

            start = end;
        }
    }

    /// <summary>The end of the stretch from <paramref name="start"/> on in which clocks do not change.</summary>
    private static long SameOffset(LocalCalendar calendar, long start, long high)
    {
        var offset = OffsetAt(calendar, start);
        var known = start;
        for (var next = start + Step; next < high; next += Step)
        {
            if (OffsetAt(calendar, next) != offset)
            {
                while (next - known > UsageSlot.Ticks)
                {
                    var middle = UsageSlot.StartOf(known + ((next - known) / 2));
                    if (OffsetAt(calendar, middle) == offset) known = middle;
                    else next = middle;
                }

                return next;
            }

            known = next;
        }

        // The last, shorter step.
        for (var next = known + UsageSlot.Ticks; next < high; next += UsageSlot.Ticks)
        {
            if (OffsetAt(calendar, next) != offset) return next;
        }

        return high;
    }

    private static long OffsetAt(LocalCalendar calendar, long time) => calendar.LocalTime(time).Ticks - time;
}

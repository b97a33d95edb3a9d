using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Query;

/// <summary>
/// Splits usage into billing windows: a window starts at the hour (UTC) of the first response after the last window's end or
/// after a pause longer than a window, and lasts a fixed time. A response at the very end of a window begins the next.
/// </summary>
public static class BillingBlocks
{
    /// <summary>The length Claude's plans use.</summary>
    public static TimeSpan DefaultLength { get; } = TimeSpan.FromHours(5);

    /// <summary>The windows of a query's usage in order of time, gaps included.</summary>
    /// <param name="snapshot">The usage.</param>
    /// <param name="query">Its filter and cost mode; days limit which windows are returned (by their start), never where windows begin.</param>
    /// <param name="pricer">Prices; null for no costs.</param>
    /// <param name="length">Length of a window: a multiple of fifteen minutes.</param>
    /// <param name="nowUtc">Now, UTC ticks: decides which window is active.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not a multiple of fifteen minutes.</exception>
    public static IReadOnlyList<BillingBlock> Of(UsageSnapshot snapshot, UsageQuery query, ISlotPricer? pricer, TimeSpan length, long nowUtc)
    {
        if (length.Ticks <= 0 || length.Ticks % UsageSlot.Ticks != 0) throw new ArgumentOutOfRangeException(nameof(length), length, "A window is a multiple of 15 minutes.");
        var calendar = new LocalCalendar(query.Zone, query.WeekStart);
        var folding = new ProjectFolding(snapshot.Names, query.FoldProject);
        var filter = new SlotFilter(query with { Since = null, Until = null, From = null }, snapshot.Names, calendar, folding);
        var slots = InOrder(snapshot, filter);

        var blocks = new List<BillingBlock>();
        Open? open = null;
        for (var i = 0; i < slots.Count;)
        {
            // All slots of a quarter hour stay together: windows begin and end between them.
            var quarter = slots.At(i).Start;
            var first = long.MaxValue;
            var end = i;
            for (; end < slots.Count && slots.At(end).Start == quarter; end++) first = Math.Min(first, slots.At(end).First);

            if (open is not null && (quarter >= open.End || first - open.Sum.Last > length.Ticks))
            {
                var last = open.Sum.Last;
                blocks.Add(open.Close(length.Ticks, nowUtc));
                if (first - last > length.Ticks) blocks.Add(new() { Start = last + length.Ticks, End = first, IsGap = true });
                open = null;
            }

            var start = first - (first % TimeSpan.TicksPerHour);
            open ??= new(start, start + length.Ticks);
            for (; i < end; i++) open.Add(slots.At(i), pricer?.CostOf(slots.At(i), snapshot.Names, query.Cost) ?? default, snapshot.Names);
        }

        if (open is not null) blocks.Add(open.Close(length.Ticks, nowUtc));
        return [.. blocks.Where(b => IsWithin(calendar.DayOf(b.Start), query))];
    }

    // The slots of one source come from the ledger in order; only several sources need sorting.
    private static ChunkedSlots InOrder(UsageSnapshot snapshot, SlotFilter filter)
    {
        var slots = new ChunkedSlots();
        var isSorted = true;
        var last = 0L;
        foreach (var piece in snapshot.Pieces)
        {
            foreach (ref readonly var slot in piece.Span)
            {
                if (!filter.Passes(slot)) continue;
                isSorted &= slot.Start >= last;
                last = slot.Start;
                slots.Add() = slot;
            }
        }

        if (isSorted) return slots;
        var sorted = slots.ToArray();
        Array.Sort(sorted, static (a, b) => a.Start.CompareTo(b.Start));
        slots.Clear();
        slots.AddRange(sorted);
        return slots;
    }

    private static bool IsWithin(DateOnly day, UsageQuery query) => (query.Since is not { } since || day >= since) && (query.Until is not { } until || day <= until);

    private sealed class Open(long start, long end)
    {
        private readonly SortedSet<string> _models = new(StringComparer.Ordinal);

        public long End => end;

        public UsageSum Sum { get; } = new();

        public void Add(in UsageSlot slot, in SlotCost cost, NameTable names)
        {
            Sum.Add(slot, cost, slot.Project, names);
            _models.Add(RowNames.ModelName(names[slot.Model], slot.PriceClass.IsFast));
        }

        public BillingBlock Close(long length, long now) => new()
        {
            Start = start,
            End = end,
            IsActive = now < end && now - Sum.Last < length,
            First = Sum.First,
            Last = Sum.Last,
            Tokens = Sum.Tokens,
            Requests = Sum.Requests,
            Cost = Sum.Cost,
            UnpricedTokens = Sum.Unpriced,
            Models = [.. _models],
        };
    }
}

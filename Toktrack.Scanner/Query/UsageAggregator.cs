using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Query;

/// <summary>Carries out <see cref="UsageQuery"/>: filters slots, adds each to one part of one row, sums these up, orders the rows.</summary>
internal sealed class UsageAggregator
{
    private static readonly SourceId[] s_sources = Enum.GetValues<SourceId>();
    private static readonly RowComparer s_costliestFirst = new(RowOrder.Cost, true);

    private readonly UsageQuery _query;
    private readonly NameTable _names;
    private readonly SlotFilter _filter;
    private readonly ProjectFolding _folding;
    private readonly KeyNumbers _by;
    private readonly KeyNumbers _thenBy;
    private readonly KeyNumbers _breakdown;
    private readonly List<RowSum> _rows = [];
    private readonly Dictionary<long, int> _rowNumbers = [];
    private readonly HashSet<(int Model, bool Fast)> _unpriced = [];
    private readonly Dictionary<int, IReadOnlyList<SourceId>> _sourceLists = [];

    private UsageAggregator(UsageQuery query, NameTable names, LocalCalendar calendar)
    {
        _query = query;
        _names = names;
        _folding = new(names, query.FoldProject);
        _filter = new(query, _names, calendar, _folding);
        _by = new(query.By, query.Period, calendar, _folding);
        _thenBy = new(query.ThenBy, query.Period, calendar, _folding);
        _breakdown = new(query.Breakdown, query.Period, calendar, _folding);
    }

    /// <summary>Answers all of <paramref name="queries"/> in one pass over the slots; a slot that several ask for is priced once.</summary>
    public static IReadOnlyList<UsageTable> Run(IReadOnlyList<UsageQuery> queries, UsageSnapshot snapshot, ISlotPricer? pricer)
    {
        var calendars = new Dictionary<(TimeZoneInfo, DayOfWeek), LocalCalendar>();
        var aggregators = new UsageAggregator[queries.Count];
        for (var i = 0; i < aggregators.Length; i++)
        {
            var key = (queries[i].Zone, queries[i].WeekStart);
            if (!calendars.TryGetValue(key, out var calendar)) calendars[key] = calendar = new(queries[i].Zone, queries[i].WeekStart);
            aggregators[i] = new(queries[i], snapshot.Names, calendar);
        }

        foreach (var piece in snapshot.Pieces)
        {
            foreach (ref readonly var slot in piece.Span)
            {
                var cost = default(SlotCost);
                CostMode? priced = null;
                foreach (var aggregator in aggregators)
                {
                    if (!aggregator._filter.Passes(slot)) continue;
                    if (pricer is not null && priced != aggregator._query.Cost)
                    {
                        priced = aggregator._query.Cost;
                        cost = pricer.CostOf(slot, snapshot.Names, aggregator._query.Cost);
                    }

                    aggregator.Add(slot, cost);
                }
            }
        }

        return [.. aggregators.Select(a => a.Table())];
    }

    private void Add(in UsageSlot slot, in SlotCost cost)
    {
        if (cost.UnpricedTokens > 0) _unpriced.Add((slot.Model, slot.PriceClass.IsFast));
        PartOf(slot).Add(slot, cost, _folding.Fold(slot.Project), _names);
    }

    private UsageTable Table()
    {
        var total = new UsageSum();
        var totals = new RowSum(0, 0);
        var rows = new List<UsageRow>(_rows.Count);
        foreach (var row in _rows)
        {
            var sum = row.Total(_names);
            total.Add(sum, _names);
            for (var i = 0; i < row.PartCount; i++) totals.PartOf(row.PartAt(i).Number).Add(row.PartAt(i).Sum, _names);
            rows.Add(RowOf(_by[row.First], _query.ThenBy == Grouping.None ? default : _thenBy[row.Second], sum, PartsOf(row)));
        }

        var ordered = new RowComparer(_query.Order, _query.Descending).Sort(rows);
        var kept = _query.Top is { } top && top < ordered.Count ? ordered[..top] : ordered;
        return new(_query, kept, RowOf(default, default, total, PartsOf(totals)), rows.Count, UnpricedModels(), _names);
    }

    private UsageSum PartOf(in UsageSlot slot)
    {
        var first = _by.Of(slot);
        if (_query.ThenBy == Grouping.None)
        {
            // Keys are numbered in the order they come: so are rows.
            if (first == _rows.Count) _rows.Add(new(first, 0));
            return _rows[first].PartOf(_breakdown.Of(slot));
        }

        var second = _thenBy.Of(slot);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_rowNumbers, ((long)first << 32) | (uint)second, out var isKnown);
        if (!isKnown)
        {
            number = _rows.Count;
            _rows.Add(new(first, second));
        }

        return _rows[number].PartOf(_breakdown.Of(slot));
    }

    private IReadOnlyList<UsageRow> PartsOf(RowSum row)
    {
        if (_query.Breakdown == Grouping.None) return [];
        if (row.PartCount == 1) return [PartOf(row, 0)];
        var parts = new List<UsageRow>(row.PartCount);
        for (var i = 0; i < row.PartCount; i++) parts.Add(PartOf(row, i));
        return s_costliestFirst.Sort(parts);
    }

    private UsageRow PartOf(RowSum row, int index) => RowOf(_breakdown[row.PartAt(index).Number], default, row.PartAt(index).Sum, []);

    private UsageRow RowOf(in RowKey key, in RowKey second, UsageSum sum, IReadOnlyList<UsageRow> breakdown) => new()
    {
        Key = key,
        Second = second,
        Name = RowNames.Of(key, _query.Period, _names),
        SecondName = RowNames.Of(second, _query.Period, _names),
        Tokens = sum.Tokens,
        Requests = sum.Requests,
        WebSearches = sum.WebSearches,
        Cost = sum.Cost,
        UnpricedTokens = sum.Unpriced,
        First = sum.Requests == 0 ? 0 : sum.First,
        Last = sum.Last,
        Sources = SourcesOf(sum.SourceBits),
        Project = _names[sum.Project],
        Branch = _names[sum.Branch],
        Breakdown = breakdown,
    };

    private IReadOnlyList<SourceId> SourcesOf(int bits)
    {
        if (_sourceLists.TryGetValue(bits, out var sources)) return sources;
        return _sourceLists[bits] = [.. s_sources.Where(s => s != SourceId.None && (bits >> (int)s & 1) != 0)];
    }

    private List<string> UnpricedModels()
    {
        var names = _unpriced.Select(m => RowNames.ModelName(_names[m.Model], m.Fast)).Distinct(StringComparer.Ordinal).ToList();
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}

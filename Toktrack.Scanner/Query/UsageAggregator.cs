using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Query;

/// <summary>Carries out one <see cref="UsageQuery"/>: filters slots, sums them by key, orders the rows.</summary>
internal sealed class UsageAggregator
{
    private readonly UsageQuery _query;
    private readonly UsageSnapshot _snapshot;
    private readonly NameTable _names;
    private readonly ISlotPricer? _pricer;
    private readonly LocalCalendar _calendar;
    private readonly SlotFilter _filter;
    private readonly ProjectFolding _folding;

    public UsageAggregator(UsageQuery query, UsageSnapshot snapshot, ISlotPricer? pricer)
    {
        _query = query;
        _snapshot = snapshot;
        _names = snapshot.Names;
        _pricer = pricer;
        _calendar = new(query.Zone, query.WeekStart);
        _folding = new(snapshot.Names, query.FoldProject);
        _filter = new(query, _names, _calendar, _folding);
    }

    public UsageTable Run()
    {
        var sums = new Dictionary<(RowKey, RowKey), UsageSum>();
        var total = new UsageSum();
        var unpriced = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var slot in _snapshot.Slots)
        {
            if (!_filter.Passes(slot)) continue;
            var cost = _pricer?.CostOf(slot, _names, _query.Cost) ?? default;
            if (cost.UnpricedTokens > 0) unpriced.Add(RowNames.ModelName(_names[slot.Model], slot.PriceClass.IsFast));
            var key = (KeyOf(_query.By, slot), KeyOf(_query.ThenBy, slot));
            if (!sums.TryGetValue(key, out var sum)) sums[key] = sum = new();
            var project = _folding.Fold(slot.Project);
            sum.Add(slot, cost, project, _names);
            total.Add(slot, cost, project, _names);
            if (_query.Breakdown == Grouping.None) continue;
            var part = KeyOf(_query.Breakdown, slot);
            sum.Part(part).Add(slot, cost, project, _names);
            total.Part(part).Add(slot, cost, project, _names);
        }

        var rows = sums.Select(s => RowOf(s.Key.Item1, s.Key.Item2, s.Value)).ToList();
        var ordered = new RowComparer(_query.Order, _query.Descending).Sort(rows);
        var kept = _query.Top is { } top && top < ordered.Count ? ordered[..top] : ordered;
        return new(_query, kept, RowOf(default, default, total), rows.Count, [.. unpriced], _names);
    }

    private RowKey KeyOf(Grouping grouping, in UsageSlot slot) => SlotKey.Of(grouping, slot, _query.Period, _calendar, _folding);

    private UsageRow RowOf(in RowKey key, in RowKey second, UsageSum sum)
    {
        var rows = sum.Parts.Count == 0 ? [] : sum.Parts.Select(p => RowOf(p.Key, default, p.Value)).ToList();
        return new()
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
            Sources = [.. Enum.GetValues<SourceId>().Where(s => s != SourceId.None && (sum.SourceBits >> (int)s & 1) != 0)],
            Project = _names[sum.Project],
            Branch = _names[sum.Branch],
            Breakdown = new RowComparer(RowOrder.Cost, true).Sort(rows),
        };
    }
}

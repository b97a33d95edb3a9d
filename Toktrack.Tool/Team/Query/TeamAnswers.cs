// One engine answers all questions: the database sums slots as far as the question cannot tell, and what is left, a few
// thousand slots instead of millions, goes through the same filters, prices and rows as a ledger's.

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Usage;

namespace Toktrack.Tool.Team.Query;

/// <summary>Answers from a team's database. All questions of one command see the same state of it.</summary>
internal sealed class TeamAnswers(DatabaseUrl url, PriceBook prices) : IUsageAnswers
{
    private readonly NameTable _names = new();
    private readonly List<(UsageQuery Query, UsageSnapshot Snapshot)> _known = [];
    private TeamReader? _reader;

    public UsageSnapshot For(UsageQuery query) => Guarded(reader =>
    {
        foreach (var (known, snapshot) in _known)
        {
            if (Covers(known, query)) return snapshot;
        }

        var slots = reader.Slots(query, SlotShape.Of(query), (low, high) => TimePieces.Of(query, low, high, reader.PriceStarts));
        slots.AddRange(reader.Kept());
        var answer = new UsageSnapshot(slots, _names);
        _known.Add((query, answer));
        return answer;
    });

    public UsageSnapshot ForBlocks(UsageQuery query, TimeSpan length) => Guarded(reader =>
    {
        // Windows follow from the first and last response of each quarter hour; then each window is summed by itself.
        var all = query with { Since = null, Until = null, From = null };
        var shape = SlotShape.Of(all with { By = Grouping.Source, Breakdown = Grouping.None });
        var kept = reader.Kept();
        var quarters = reader.Quarters(all);
        quarters.AddRange(all.SlotsOf(new(kept, _names)));
        var filter = UsageFilter.Everything with { Sources = all.Filter.Sources, Models = all.Filter.Models }; // the database has applied the others
        var windows = BillingBlocks.Of(new(quarters, _names), all with { Filter = filter }, null, length, 0);
        var starts = windows.Where(w => !w.IsGap).Select(w => UsageSlot.StartOf(w.First)).Concat(reader.PriceStarts).Distinct().Order().ToList();
        var slots = reader.Slots(all, shape, (_, _) => starts);
        slots.AddRange(kept);
        return new(slots, _names);
    });

    // An overview asks by day first, and then for fewer days, and by things that days of the same shape tell apart too.
    private static bool Covers(UsageQuery known, UsageQuery query) =>
        SlotShape.Of(known) == SlotShape.Of(query) && known.By == Grouping.Period && known.Period == Period.Day && query.Period != Period.Hour &&
        (known.Since is null || query.Since >= known.Since) &&
        known with { Since = query.Since, By = query.By, ThenBy = query.ThenBy, Breakdown = query.Breakdown, Period = query.Period, Order = query.Order, Descending = query.Descending, Top = query.Top } == query;

    private UsageSnapshot Guarded(Func<TeamReader, UsageSnapshot> ask)
    {
        try
        {
            _reader ??= TeamReader.Open(url, prices, _names);
            return ask(_reader);
        }
        catch (Exception e) when (TeamDatabase.IsFailure(e))
        {
            throw TeamDatabase.Explain(e, url, "");
        }
    }
}

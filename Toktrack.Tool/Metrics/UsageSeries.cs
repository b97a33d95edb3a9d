using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Metrics;

/// <summary>The ledger's usage as series: the same query as every report's.</summary>
/// <param name="Counts">What each series counts now.</param>
/// <param name="Unpriced">Tokens whose price is not known, by series; only those that have any.</param>
/// <param name="Earliest">Time of the first response, UTC ticks; 0 for no usage.</param>
internal sealed record UsageSeries(IReadOnlyDictionary<SeriesKey, SeriesCounts> Counts, IReadOnlyDictionary<SeriesKey, long> Unpriced, long Earliest)
{
    /// <summary>All of a snapshot's usage, whatever the filters of a run: they choose series and never change one.</summary>
    public static UsageSeries Of(UsageSnapshot snapshot, ISlotPricer pricer, CostMode cost, bool byProject)
    {
        var counts = new Dictionary<SeriesKey, SeriesCounts>();
        var unpriced = new Dictionary<SeriesKey, long>();
        var query = new UsageQuery { By = Grouping.Source, ThenBy = Grouping.Model, Breakdown = byProject ? Grouping.Project : Grouping.None, Cost = cost };
        var table = query.Run(snapshot, pricer);
        foreach (var row in table.Rows)
        {
            if (!byProject) Add(row, SeriesKey.Of(row.Name, row.SecondName, null));
            foreach (var part in row.Breakdown) Add(part, SeriesKey.Of(row.Name, row.SecondName, part.Name));
        }

        return new(counts, unpriced, table.Totals.First);

        void Add(UsageRow row, SeriesKey key)
        {
            counts[key] = new SeriesCounts(row.Tokens, row.Requests, row.WebSearches, row.Cost).Plus(counts.GetValueOrDefault(key));
            if (row.UnpricedTokens > 0) unpriced[key] = row.UnpricedTokens + unpriced.GetValueOrDefault(key);
        }
    }
}

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>Responses summed by quarter of an hour and everything that a report may ask for, in words.</summary>
internal static class PlainSlots
{
    /// <summary>Prompt lengths above which a vendor's prices may change.</summary>
    private static readonly long[] s_tiers = [32_000, 64_000, 128_000, 200_000, 256_000, 272_000, 512_000, 1_000_000];

    /// <summary>One text for each slot, in an order of their own.</summary>
    public static List<string> Of(IEnumerable<PlainRecord> responses) =>
    [
        .. responses.GroupBy(r => string.Join(
                '|', new DateTime(r.Time - (r.Time % (15 * TimeSpan.TicksPerMinute))).ToString("s"), r.Source, r.Model, r.Project, r.Session, r.Branch, r.Fast ? "fast" : "", r.NanoDollars > 0 ? "paid" : "", Tier(r)))
            .Select(slot => string.Join(
                '|', slot.Key, slot.Min(r => r.Time), slot.Max(r => r.Time), slot.Count(), Sum(slot, r => r.WebSearches, int.MaxValue), Sum(slot, r => r.NanoDollars), Sum(slot, r => r.Input),
                Sum(slot, r => r.Output), Sum(slot, r => r.CacheRead), Sum(slot, r => r.CacheWrite5m), Sum(slot, r => r.CacheWrite1h), Sum(slot, r => r.Reasoning)))
            .Order(StringComparer.Ordinal),
    ];

    private static int Tier(PlainRecord r) => s_tiers.Count(t => (Int128)r.Input + r.CacheRead + r.CacheWrite5m + r.CacheWrite1h > t);

    private static long Sum(IEnumerable<PlainRecord> records, Func<PlainRecord, long> count, long most = long.MaxValue)
    {
        var sum = Int128.Zero;
        foreach (var record in records) sum += count(record);
        return (long)Int128.Min(most, sum);
    }
}

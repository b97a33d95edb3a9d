using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>A sum of a day of which no responses are known: of a ledger that was lost, or of an earlier toktrack.</summary>
/// <param name="Origin">The kind of day: part of what identifies it, and otherwise opaque.</param>
/// <param name="Source">The CLI.</param>
/// <param name="Date">The UTC day.</param>
/// <param name="Model">The model. Untrusted.</param>
/// <param name="Class">The price class.</param>
/// <param name="Tokens">Tokens, summed.</param>
/// <param name="Requests">Number of responses.</param>
/// <param name="WebSearches">Web searches, summed.</param>
/// <param name="ReportedCost">Reported costs, summed, in nano-dollars.</param>
public sealed record KeptUsage(
    byte Origin, SourceId Source, DateOnly Date, string Model, PriceClass Class, TokenCounts Tokens, long Requests, long WebSearches, long ReportedCost)
{
    /// <summary>
    /// The slots to be shown beside <paramref name="own"/>, which must cover every day of <paramref name="kept"/> whole, unfiltered: what the
    /// sums hold beyond it, at noon UTC of their day.
    /// </summary>
    public static IReadOnlyList<UsageSlot> SlotsBeside(IEnumerable<KeptUsage> kept, IReadOnlyList<UsageSlot> own, NameTable names)
    {
        var days = kept.GroupBy(k => (k.Origin, k.Source, k.Date)).Select(g => new KeptDay(
            new DayKey(g.Key.Source, g.Key.Date.DayNumber), (KeptOrigin)g.Key.Origin,
            [.. g.Select(k => new KeptSum(k.Model, k.Class) { Tokens = k.Tokens, Requests = k.Requests, WebSearches = k.WebSearches, ReportedCost = k.ReportedCost })]));
        return new KeptDays(days).SlotsBeside([.. own], names);
    }

    internal static IEnumerable<KeptUsage> Of(KeptDay day) => day.Sums.Select(s => new KeptUsage(
        (byte)day.Origin, day.Day.Source, day.Day.Date, s.Model, s.Class, s.Tokens, s.Requests, s.WebSearches, s.ReportedCost));
}

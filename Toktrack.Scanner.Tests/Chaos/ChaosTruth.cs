using Toktrack.Scanner.Model;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>What writers have stated for good. Safe for use by several threads.</summary>
internal sealed class ChaosTruth
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Response> _responses = [];

    /// <summary>Number of responses.</summary>
    public int Count
    {
        get { lock (_gate) return _responses.Count; }
    }

    /// <summary>States a response, or states it anew: what is stated later stands.</summary>
    public void State(string id, Response response)
    {
        lock (_gate) _responses[id] = response;
    }

    /// <summary>How <paramref name="snapshot"/> differs from it: by quarter of an hour, CLI, model and session; null where it does not.</summary>
    public string? Difference(UsageSnapshot snapshot)
    {
        lock (_gate)
        {
            var expected = Lines(_responses.Values.Select(r => (r.Source, r.Time, r.Model, r.Session, 1L, r.Tokens)));
            var names = snapshot.Names;
            var found = Lines(snapshot.Slots.Select(s => (SourceCatalog.Get(s.Source).Key, s.Start, names[s.Model], names[s.Session], (long)s.Requests, s.Tokens)));
            if (found.SequenceEqual(expected)) return null;
            var (lacking, invented) = (expected.Except(found).ToList(), found.Except(expected).ToList());
            return $"{lacking.Count} slots are lacking:\n{string.Join('\n', lacking.Take(10))}\n{invented.Count} are invented:\n{string.Join('\n', invented.Take(10))}";
        }
    }

    private static List<string> Lines(IEnumerable<(string Source, long Time, string Model, string Session, long Requests, TokenCounts Tokens)> parts) =>
    [
        .. parts.GroupBy(p => (Start: UsageSlot.StartOf(p.Time), p.Source, p.Model, p.Session)).Select(g =>
        {
            var sum = default(TokenCounts);
            foreach (var part in g) sum.Add(part.Tokens);
            return $"{new DateTime(g.Key.Start):s} {g.Key.Source} {g.Key.Model} {g.Key.Session}: {g.Sum(p => p.Requests)} requests, {sum.Input} {sum.Output} {sum.CacheWrite5m} {sum.CacheWrite1h} {sum.CacheRead} {sum.Reasoning}";
        }).Order(StringComparer.Ordinal),
    ];

    /// <summary>One response.</summary>
    public sealed record Response(string Source, long Time, string Model, string Session, TokenCounts Tokens);
}

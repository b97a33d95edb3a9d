using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.ClaudeCode;

/// <summary>
/// Which records of one <c>message.id</c> are responses (usage rules, section 1, "Count once"): one for all of them, unless
/// main-chain records carry different request ids; then one for each of those, and every other record belongs to the
/// response of its own request id if there is one, else to the earliest response.
/// </summary>
internal static class ClaudeResponses
{
    /// <summary>Moves the records that count to the front; returns their number.</summary>
    public static int Resolve(Span<UsageRecord> records, NameTable names)
    {
        var responses = MainChainRequestsToFront(records);
        if (responses < 2)
        {
            MoveBestToFront(records, names);
            return 1;
        }

        // First each sidechain record that shares a response's request id, so that "earliest" does not depend on order.
        var rest = responses;
        for (var i = responses; i < records.Length; i++)
        {
            var own = records[i].Variant == 0 ? -1 : IndexOfRequest(records[..responses], records[i].Variant);
            if (own < 0) continue;
            Offer(records, own, i, names);
            (records[rest], records[i]) = (records[i], records[rest]);
            rest++;
        }

        var earliest = 0;
        for (var i = 1; i < responses; i++)
        {
            if (UsageMerger.IsEarlier(records[i], records[earliest], names)) earliest = i;
        }

        for (var i = rest; i < records.Length; i++) Offer(records, earliest, i, names);
        return responses;
    }

    // There is at most one main-chain record for each request id: the merger keeps the best.
    private static int MainChainRequestsToFront(Span<UsageRecord> records)
    {
        var count = 0;
        for (var i = 0; i < records.Length; i++)
        {
            if (records[i].Variant == 0 || (records[i].Flags & RecordFlags.Sidechain) != 0) continue;
            (records[count], records[i]) = (records[i], records[count]);
            count++;
        }

        return count;
    }

    private static int IndexOfRequest(ReadOnlySpan<UsageRecord> responses, ulong request)
    {
        for (var i = 0; i < responses.Length; i++)
        {
            if (responses[i].Variant == request) return i;
        }

        return -1;
    }

    private static void MoveBestToFront(Span<UsageRecord> records, NameTable names)
    {
        for (var i = 1; i < records.Length; i++) Offer(records, 0, i, names);
    }

    private static void Offer(Span<UsageRecord> records, int response, int candidate, NameTable names)
    {
        if (UsageMerger.Precedes(records[candidate], records[response], names))
        {
            (records[response], records[candidate]) = (records[candidate], records[response]);
        }
    }
}

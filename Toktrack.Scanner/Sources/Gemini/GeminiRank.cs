using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>
/// Which statement of a message counts. Within a file the last one: by its place in a stream, by the document's own
/// <c>lastUpdated</c> (then its place) in a document, which is rewritten. Across files places say nothing: a stream
/// comes before a document, for it is what a document was turned into; then the fuller statement.
/// </summary>
internal static class GeminiRank
{
    private const long StreamRank = 1L << 62;
    private const int PlaceBits = 20;

    // In the year 2109; a later time is nobody's, and must not outgrow the rank of a stream.
    private const long LastMillisecond = (StreamRank >> PlaceBits) - 1;

    /// <summary>Rank of a message at byte <paramref name="offset"/> of a stream.</summary>
    public static long InStream(long offset) => StreamRank + offset;

    /// <summary>Rank of the message number <paramref name="index"/> of a document last updated at <paramref name="updated"/> (UTC ticks, 0 where unknown).</summary>
    public static long InDocument(long updated, int index)
    {
        var ms = (updated - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return (Math.Clamp(ms, 0, LastMillisecond) << PlaceBits) + Math.Min(index, (1 << PlaceBits) - 1);
    }

    /// <summary>True when <paramref name="a"/> stands for the message rather than <paramref name="b"/>, a statement in another file.</summary>
    public static bool Precedes(in UsageRecord a, in UsageRecord b, NameTable names)
    {
        var aIsStream = a.Rank >= StreamRank;
        if (aIsStream != b.Rank >= StreamRank) return aIsStream;
        if (a.Tokens.Total != b.Tokens.Total) return a.Tokens.Total > b.Tokens.Total;
        if (UsageMerger.IsEarlier(a, b, names)) return true;
        return !UsageMerger.IsEarlier(b, a, names) && a.Variant < b.Variant;
    }
}

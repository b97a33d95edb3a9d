using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>
/// The count-once rule: messages of different ids are different responses, except that a message of a forked session which
/// equals another in time, model, tokens and cost is a copy of it (usage rules, section 4).
/// </summary>
internal static class OpenCodeForks
{
    /// <summary>Moves the responses among <paramref name="records"/> (all of one time) to the front and returns their number.</summary>
    public static int Resolve(Span<UsageRecord> records, NameTable names)
    {
        records.Sort((a, b) => Compare(a, b, names));
        var responses = 0;
        for (var i = 0; i < records.Length; i++)
        {
            if (IsForked(records[i]) && IsCopy(records[i], records[..responses])) continue;
            (records[responses], records[i]) = (records[i], records[responses]);
            responses++;
        }

        return responses;
    }

    private static bool IsForked(in UsageRecord record) => (record.Flags & RecordFlags.Forked) != 0;

    private static bool IsCopy(in UsageRecord record, ReadOnlySpan<UsageRecord> originals)
    {
        foreach (ref readonly var original in originals)
        {
            if (original.Model == record.Model && original.Tokens == record.Tokens && original.ReportedCost == record.ReportedCost) return true;
        }

        return false;
    }

    // Originals before forks; among forks the one that was written first stands for the others.
    private static int Compare(in UsageRecord a, in UsageRecord b, NameTable names)
    {
        if (IsForked(a) != IsForked(b)) return IsForked(a) ? 1 : -1;
        if (UsageMerger.IsEarlier(a, b, names)) return -1;
        return UsageMerger.IsEarlier(b, a, names) ? 1 : a.Variant.CompareTo(b.Variant);
    }
}

using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Sources.Codex;

/// <summary>
/// The count-once rule among events of one session with the same total (usage rules, section 2). Events of different time or usage are
/// different responses. Only the first event of a file that goes on with a session is in doubt: what it repeats stands in
/// another file.
/// </summary>
internal static class CodexContinuations
{
    /// <summary>Moves the responses among <paramref name="records"/> to the front and returns their number.</summary>
    public static int Resolve(Span<UsageRecord> records)
    {
        Span<bool> copies = records.Length <= 64 ? stackalloc bool[records.Length] : new bool[records.Length];
        for (var i = 0; i < records.Length; i++) copies[i] = IsRepetition(records[i], records);
        var responses = 0;
        for (var i = 0; i < records.Length; i++)
        {
            if (copies[i]) continue;
            (records[responses], records[i]) = (records[i], records[responses]);
            responses++;
        }

        return responses;
    }

    private static bool IsRepetition(in UsageRecord record, ReadOnlySpan<UsageRecord> group)
    {
        if ((record.Flags & RecordFlags.Forked) == 0) return false;
        foreach (ref readonly var other in group)
        {
            if (other.Time < record.Time && other.Tokens == record.Tokens) return true;
        }

        return false;
    }
}

using Toktrack.Scanner.Io;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>Turns messages into usage records, the same way for database rows and files.</summary>
internal sealed class OpenCodeRecords(ReaderContext context)
{
    private const long DatabaseRank = 1L << 62;
    private const int RevisionBits = 20;
    private const long Completed = 1L << (RevisionBits - 1);

    /// <summary>
    /// Sends a message's usage to the sink, if it is a response. <paramref name="updated"/> is the row's revision time in
    /// UTC milliseconds, 0 where the table has none, -1 for a file.
    /// </summary>
    public void Add(LogFile file, int fileName, in OpenCodeMessage message, string id, OpenCodeSession session, long offset, long updated)
    {
        if (!message.IsResponse) return;
        if (message.BadCounts != 0)
        {
            context.Diagnostics.Report(DiagnosticKind.BadCount, file.Path, offset, $"Message {id} has a token count that is no whole number of tokens; it was taken as 0.");
        }

        if (message.Created == 0)
        {
            context.Diagnostics.Report(DiagnosticKind.MissingTime, file.Path, offset, $"Message {id} has no usable time.created; it was not counted.");
            return;
        }

        var record = new UsageRecord
        {
            Group = GroupOf(message.Created),
            Variant = JsonValues.Hash(id),
            Time = message.Created,
            Rank = RankOf(message, updated),
            Offset = offset,
            ReportedCost = message.ReportedCost,
            Tokens = message.Tokens,
            File = fileName,
            Model = context.Names.Intern(NameKind.Model, message.Model is { Length: > 0 } model ? model : "unknown"),
            Project = context.Names.Intern(NameKind.Project, session.Folder ?? message.Folder ?? ""),
            Session = context.Names.Intern(NameKind.Session, session.Id),
            Source = SourceId.OpenCode,
            Flags = session.IsForked ? RecordFlags.Forked : RecordFlags.None,
        };
        context.Sink.Add(record);
    }

    // A fork copies messages under new ids but keeps their time: what may be copies must meet in one group.
    private static ulong GroupOf(long created) => StableHash.Combine((ulong)SourceId.OpenCode, (ulong)created);

    // The database before any file; of one place the later revision; of one millisecond the finished, fuller state.
    private static long RankOf(in OpenCodeMessage message, long updated)
    {
        var revision = Math.Min(message.Tokens.Total, Completed - 1);
        if (message.Completed != 0) revision |= Completed;
        if (updated <= 0) return (updated == 0 ? DatabaseRank : 0) + revision;
        return DatabaseRank + (Math.Min(updated, (1L << 41) - 1) << RevisionBits) + revision;
    }
}

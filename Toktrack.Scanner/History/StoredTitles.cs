using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>Looks up stored titles without loading the ledger.</summary>
public static class StoredTitles
{
    /// <summary>The stored titles of <paramref name="sessions"/>; none where there is no ledger, or it cannot be read now: a title is worth no failure.</summary>
    public static IReadOnlyDictionary<(SourceId Source, string Session), string> Find(HistoryHome home, IEnumerable<(SourceId Source, string Session)> sessions)
    {
        var found = new Dictionary<(SourceId, string), string>();
        if (!LedgerCreation.Exists(home)) return found;
        try
        {
            using var database = LedgerDatabase.Open(home.Database, readOnly: false, busyMilliseconds: 1000);
            database.BeginRead();
            var titles = new LedgerTitles(LedgerBlocks.Open(database));
            foreach (var (source, session) in sessions)
            {
                if (titles.Find(source, session) is { } title) found[(source, session)] = title;
            }

            database.Rollback();
        }
        catch (HistoryException)
        {
            // The run itself tells what is wrong with the ledger.
        }

        return found;
    }
}

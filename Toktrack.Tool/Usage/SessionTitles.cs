using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Query;
using Toktrack.Scanner.Sources;

namespace Toktrack.Tool.Usage;

/// <summary>Titles for the sessions a table shows, read from live logs.</summary>
internal static class SessionTitles
{
    /// <summary>A reader of a table looks at its first rows; further titles would cost more time than they tell. Machines get all.</summary>
    public const int MostForPeople = 100;

    /// <summary>Titles by source and session id: those in live logs, and where they are to be stored, those the ledger knows beside.</summary>
    public static IReadOnlyDictionary<(SourceId, string), string> For(IReadOnlyList<UsageRow> rows, ToolContext context)
    {
        var wanted = new HashSet<(SourceId Source, string Session, string Project)>();
        foreach (var row in rows)
        {
            if (row.Key.Grouping == Grouping.Session) wanted.Add((row.Key.Source, row.Name, row.Project));
            if (row.Second.Grouping == Grouping.Session) wanted.Add((row.Second.Source, row.SecondName, row.Project));
        }

        var result = new Dictionary<(SourceId, string), string>();
        foreach (var source in SourceCatalog.All)
        {
            var sessions = wanted.Where(w => w.Source == source.Id).Select(w => (w.Session, w.Project)).ToList();
            if (sessions.Count == 0) continue;
            foreach (var (session, title) in Find(source, sessions, context.LogEnvironment)) result[(source.Id, session)] = title;
        }

        if (!context.Configuration.StoreTitles) return result;
        var missing = wanted.Select(w => (w.Source, w.Session)).Where(w => !result.ContainsKey(w));
        foreach (var (session, title) in StoredTitles.Find(context.Home, missing)) result[session] = title;

        return result;
    }

    private static IReadOnlyDictionary<string, string> Find(IUsageSource source, List<(string Session, string Project)> sessions, SourceEnvironment environment)
    {
        if (source is not ISessionTitles logs) return source.SessionTitles(environment, new ScanDiagnostics());
        var titles = new Dictionary<string, string>();
        logs.FindTitles(environment, sessions, titles);
        return titles;
    }
}

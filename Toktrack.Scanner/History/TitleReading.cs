using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.History;

/// <summary>
/// The titles a run stores: those of the logs it read, and once of all logs of a source. Only a source of the catalogue shows all
/// its logs; the status line's shows one session's.
/// </summary>
internal sealed class TitleReading(IReadOnlyList<IUsageSource> sources, SourceEnvironment environment)
{
    /// <summary>Looks at logs; what is returned enters what was found.</summary>
    public Action<LedgerTitles> Read(IReadOnlyList<LogFile> files, IReadOnlyList<PlannedRead> reads, LedgerTitles known)
    {
        var titles = new List<SessionTitle>();
        var whole = sources.Where(s => SourceCatalog.All.Contains(s)).Select(s => s.Id).ToList();
        foreach (var source in SourceCatalog.All)
        {
            var all = whole.Contains(source.Id) && !known.IsComplete(source.Id);
            List<LogFile> logs = [.. (all ? files : reads.Select(r => r.File)).Where(f => f.Source == source.Id).Distinct()];
            if (logs.Count == 0) continue;
            var found = source is ISessionTitles single ? single.TitlesIn(logs) : source.SessionTitles(environment, new ScanDiagnostics()).Select(t => (t.Key, t.Value));
            titles.AddRange(found.Select(t => new SessionTitle(source.Id, t.Item1, t.Item2)));
        }

        return store =>
        {
            titles.ForEach(store.Set);
            whole.ForEach(store.Complete);
        };
    }
}

using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Sources;

/// <summary>
/// A source that can find the titles of single sessions, where reading all of them (<see cref="IUsageSource.SessionTitles"/>) would
/// mean walking all logs. Titles are what users wrote about or an assistant's summary of it: they are read from
/// the live logs when they are shown, and stored only where the user asked for it (<see cref="History.HistoryOptions.StoreTitles"/>).
/// </summary>
public interface ISessionTitles
{
    /// <summary>
    /// Finds titles of <paramref name="sessions"/> (id and project path) and puts them into <paramref name="titles"/> by id. Sessions
    /// whose log is gone or has no title are left out; nothing about them is an error. Titles are untrusted text.
    /// </summary>
    void FindTitles(SourceEnvironment environment, IReadOnlyCollection<(string Session, string Project)> sessions, IDictionary<string, string> titles);

    /// <summary>The titles in some of the source's log files, with the ids of their sessions; files without one are passed over.</summary>
    IEnumerable<(string Session, string Title)> TitlesIn(IEnumerable<LogFile> files);
}

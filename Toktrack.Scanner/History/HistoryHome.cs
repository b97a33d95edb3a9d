using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.History;

/// <summary>The folder of the ledger and the files in it.</summary>
/// <param name="Folder">Its whole path.</param>
public sealed record HistoryHome(string Folder)
{
    /// <summary><c>TOKTRACK_HOME</c>, else <c>.toktrack</c> in the user's home.</summary>
    public static HistoryHome Of(SourceEnvironment environment) => new(
        environment.Variable("TOKTRACK_HOME") is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(environment.Home, ".toktrack"));

    /// <summary>The ledger.</summary>
    public string Database => Path.Combine(Folder, "history.db");

    /// <summary>Prices that updates brought.</summary>
    public string Prices => Path.Combine(Folder, "pricing.json");

    /// <summary>Where the readable daily summaries lie.</summary>
    public string Cache => Path.Combine(Folder, "cache");

    /// <summary>The daily summaries of a source.</summary>
    public string SummaryOf(IUsageSource source) => Path.Combine(Cache, source.Key + "_daily.json");

    /// <summary>Held while a damaged ledger is moved aside.</summary>
    internal string Lock => Path.Combine(Folder, "history.lock");
}

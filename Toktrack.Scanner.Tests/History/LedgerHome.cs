using System.Text;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Tests.History;

/// <summary>A temporary home with Claude Code logs and a ledger, and an oracle beside it: one merger that every run feeds with every line there is.</summary>
internal sealed class LedgerHome : IDisposable
{
    private readonly TemporaryFolder? _temporary;
    private readonly NameTable _oracleNames = new();
    private readonly UsageMerger _oracle;

    public LedgerHome() : this(new TemporaryFolder())
    {
    }

    /// <summary>A home that exists, and stays when this object is gone.</summary>
    public LedgerHome(string folder)
    {
        Folder = folder;
        _oracle = new(_oracleNames);
        Environment = Scans.Environment(folder, ("TOKTRACK_HOME", Path.Combine(folder, "ledger")));
        Home = HistoryHome.Of(Environment);
        Directory.CreateDirectory(Logs);
    }

    private LedgerHome(TemporaryFolder temporary) : this(temporary.Path) => _temporary = temporary;

    public SourceEnvironment Environment { get; }

    public HistoryHome Home { get; }

    public HistoryOptions Options { get; set; } = new() { Machine = "test", ClockTick = TimeSpan.FromMilliseconds(10) };

    public string Logs => Path.Combine(Folder, ".claude", "projects", "-p");

    public string Folder { get; }

    public string Log(string name) => Path.Combine(Logs, name + ".jsonl");

    public void Append(string name, params string[] lines) =>
        File.AppendAllText(Log(name), string.Concat(lines.Select(l => l + "\n")), new UTF8Encoding(false));

    /// <summary>A run with the ledger. The oracle sees the same files first.</summary>
    public HistoryOutcome Run(bool observe = true)
    {
        if (observe) Observe();
        return HistoryRun.Run(SourceCatalog.All, Environment, Home, new ScanOptions { Threads = 1 }, Options);
    }

    /// <summary>A run whose ledger is closed after the answer, as the tool does it.</summary>
    public HistoryOutcome RunAndCloseBehind(bool observe = true)
    {
        if (observe) Observe();
        var closings = new List<Func<string?>>();
        var outcome = HistoryRun.Run(SourceCatalog.All, Environment, Home, new ScanOptions { Threads = 1 }, Options with { Closing = closings.Add });
        return outcome with { Warnings = [.. outcome.Warnings, .. closings.Select(c => c()).OfType<string>()] };
    }

    /// <summary>Lets the oracle read every line there is now.</summary>
    public void Observe()
    {
        var files = new List<LogFile>();
        var diagnostics = new ScanDiagnostics();
        foreach (var source in SourceCatalog.All) source.Locate(Environment, files, diagnostics);
        new ScanPipeline(new() { Threads = 1 }, _oracleNames, diagnostics).Run([.. files.Select(f => new PlannedRead(f))], _oracle);
    }

    /// <summary>What one scan over every line ever seen gives.</summary>
    public UsageSnapshot Oracle()
    {
        var slots = new SlotTable();
        _oracle.Visit((in record, counts) =>
        {
            if (counts) slots.Add(record);
        });
        return new(slots.Slots, _oracleNames);
    }

    public HistoryStore Open(NameTable? names = null) => HistoryStore.Open(Home, names ?? new(), Options);

    /// <summary>Slots as text, in an order of their own: equal for equal usage.</summary>
    public static List<string> Canonical(UsageSnapshot snapshot) =>
    [
        .. snapshot.Slots.Select(s => string.Join(
            '|',
            new DateTime(s.Start).ToString("s"), s.First, s.Last, s.Source, snapshot.Names[s.Model], snapshot.Names[s.Project], snapshot.Names[s.Session],
            snapshot.Names[s.Branch], s.PriceClass.Value, s.Requests, s.WebSearches, s.ReportedCost, s.Tokens.Input, s.Tokens.Output, s.Tokens.CacheRead,
            s.Tokens.CacheWrite5m, s.Tokens.CacheWrite1h, s.Tokens.Reasoning)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Tokens of all kinds.</summary>
    public static long Total(UsageSnapshot snapshot) => snapshot.Slots.Sum(s => s.Tokens.Total);

    public void Dispose() => _temporary?.Dispose();
}

// What was sent is known by the database alone: for each machine and day the checksum the day had. It is written in the
// transaction of the day's rows, so a push that dies anywhere, on either side, is resumed by the next one.

using System.Globalization;
using System.Text;
using Npgsql;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Team.Push;

/// <summary>Sends what a ledger has and a team's database lacks.</summary>
internal sealed class PushRun
{
    private const int BatchRows = 40_000;
    private const long KeptDays = -1; // in place of a day's number
    private const int StateFormat = 1;

    private readonly NpgsqlConnection _connection;
    private readonly LedgerContents _ledger;
    private readonly PushOptions _options;
    private readonly PushBatch _batch;
    private readonly ulong _settings;
    private bool _isNew = true;
    private long _records;
    private long _added;
    private long _replaced;

    public PushRun(NpgsqlConnection connection, LedgerContents ledger, PushOptions options)
    {
        _connection = connection;
        _ledger = ledger;
        _options = options;
        _batch = new(new(ledger.Names, options), options);
        _settings = StableHash.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{StateFormat}:{options.Person}")));
    }

    /// <summary>Days that were sent and kept by the database.</summary>
    public int Sent { get; private set; }

    /// <summary>Days that were to be sent.</summary>
    public int Wanted { get; private set; }

    /// <summary>Sends days in their order, then prices.</summary>
    /// <param name="prices">The price book whose prices the database lacks or has older ones of.</param>
    /// <param name="progress">Called after each batch.</param>
    /// <param name="cancellation">Ends between two batches.</param>
    public PushResult Run(TeamPrices prices, Action? progress = null, CancellationToken cancellation = default)
    {
        var known = Known();
        var days = _ledger.Days.Where(d => known.GetValueOrDefault(d.Key) != StateOf(d.Seal)).ToList();
        var kept = _ledger.Kept.Count > 0 && known.GetValueOrDefault(KeptDays) != StateOf(SealOf(_ledger.Kept)) ? _ledger.Kept : [];
        Wanted = days.Count + (kept.Count > 0 ? 1 : 0);
        foreach (var day in days)
        {
            cancellation.ThrowIfCancellationRequested();
            _isNew &= !known.ContainsKey(day.Key);
            _ledger.Visit(day, (in record, _) =>
            {
                _batch.Add(record);
                if (_batch.Count >= BatchRows) Send([], progress);
            });
            _batch.Complete(day.Key, StateOf(day.Seal));
        }

        if (kept.Count > 0) _batch.Complete(KeptDays, StateOf(SealOf(kept)));
        if (_batch.Count > 0 || _batch.Days > 0) Send(kept, progress);
        prices.Send(_connection);
        return new(_ledger.Days.Count, Wanted, _records, _added, _replaced);
    }

    private void Send(IReadOnlyList<KeptUsage> kept, Action? progress)
    {
        var days = _batch.Days;
        _records += _batch.Count;
        var (added, replaced) = _batch.Send(_connection, kept, _isNew);
        Sent += days;
        _isNew = true;
        _added += added;
        _replaced += replaced;
        progress?.Invoke();
    }

    private Dictionary<long, long> Known()
    {
        var known = new Dictionary<long, long>();
        using var command = new NpgsqlCommand("SELECT day, state FROM toktrack.pushed_by($1)", _connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = _options.Machine } } };
        using var reader = command.ExecuteReader();
        while (reader.Read()) known[reader.GetInt64(0)] = reader.GetInt64(1);
        return known;
    }

    private long StateOf(ulong seal) => (long)StableHash.Combine(seal, _settings);

    private static ulong SealOf(IReadOnlyList<KeptUsage> kept)
    {
        var seal = 1ul;
        foreach (var sum in kept) seal = StableHash.Combine(seal, StableHash.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{sum.Origin}|{(int)sum.Source}|{sum.Date.DayNumber}|{sum.Model}|{sum.Class.Value}|{sum.Tokens.Input}|{sum.Tokens.Output}|{sum.Tokens.CacheWrite5m}|{sum.Tokens.CacheWrite1h}|{sum.Tokens.CacheRead}|{sum.Tokens.Reasoning}|{sum.Requests}|{sum.WebSearches}|{sum.ReportedCost}"))));
        return seal;
    }
}

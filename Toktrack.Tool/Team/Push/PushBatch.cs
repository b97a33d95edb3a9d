using Npgsql;
using NpgsqlTypes;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Team.Push;

/// <summary>
/// Records on their way: whole days, with the names they use numbered anew for the batch. Sent in one transaction together
/// with the note that they were, so that an interruption leaves neither half.
/// </summary>
internal sealed class PushBatch(OutgoingNames names, PushOptions options)
{
    // An import takes no more either: sums of such counts cannot overflow.
    private const long MostTokens = 1_000_000_000_000;
    private const long MostNanoDollars = 1_000_000_000_000_000;

    // The merge's answer to a hopeful batch that holds something the database knows.
    private const string NotHopeful = "TT001";

    // All of a batch stays in the server's memory on its way.
    private const string Begin = "SET temp_buffers = '32MB'; SELECT toktrack.begin_batch()";

    private readonly List<(UsageRecord Record, long Group, int Origin)> _rows = [];
    private readonly HashSet<long> _groups = [];
    private readonly HashSet<long> _repeated = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<(NameKind, string), int> _labels = [];
    private readonly List<(NameKind Kind, string Text)> _names = [];
    private readonly Dictionary<(int Machine, int Person), int> _origins = [];
    private readonly List<(long Day, long State)> _days = [];

    /// <summary>Records in the batch.</summary>
    public int Count => _rows.Count;

    /// <summary>Days in the batch.</summary>
    public int Days => _days.Count;

    /// <summary>Adds a record of the ledger.</summary>
    public void Add(in UsageRecord record)
    {
        var machine = names.Machine(record.File);
        var row = record with
        {
            File = Number(record.File),
            Model = Number(record.Model),
            Project = Number(record.Project),
            Session = Number(record.Session),
            Branch = Number(record.Branch),
        };
        // Whose usage it was on a machine that was only imported, this one does not know.
        var origin = (Label(NameKind.Machine, machine), Label(NameKind.Person, machine == options.Machine ? options.Person : ""));
        if (!_origins.TryGetValue(origin, out var number)) _origins.Add(origin, number = _origins.Count + 1);
        var group = (long)StableHash.Combine(record.Group, (ulong)record.Source);
        if (!_groups.Add(group)) _repeated.Add(group);
        _rows.Add((row, group, number));
    }

    /// <summary>Notes that all records of a day are in this batch or before it.</summary>
    public void Complete(long day, long state) => _days.Add((day, state));

    /// <summary>Sends the batch in a transaction of its own; it is empty afterwards.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="kept">Sums of days without records to send along.</param>
    /// <param name="hopeful">Nothing of it is thought to be known there: other clients wait less for it. Where that is wrong, it is sent once more.</param>
    public (long Added, long Replaced) Send(NpgsqlConnection connection, IReadOnlyList<KeptUsage> kept, bool hopeful)
    {
        (long, long) result;
        try
        {
            result = SendOnce(connection, kept, hopeful);
        }
        catch (PostgresException e) when (hopeful && e.SqlState == NotHopeful)
        {
            result = SendOnce(connection, kept, hopeful: false);
        }

        _rows.Clear();
        _groups.Clear();
        _repeated.Clear();
        _numbers.Clear();
        _labels.Clear();
        _origins.Clear();
        _names.Clear();
        _days.Clear();
        return result;
    }

    private (long Added, long Replaced) SendOnce(NpgsqlConnection connection, IReadOnlyList<KeptUsage> kept, bool hopeful)
    {
        Label(NameKind.Machine, options.Machine);
        foreach (var sum in kept) Label(NameKind.Model, OutgoingNames.Clean(sum.Model));
        using var transaction = connection.BeginTransaction();
        Call(connection, Begin);
        CopyNames(connection);
        CopyOrigins(connection);
        CopyRows(connection);
        CopyGroups(connection);
        CopyKept(connection, kept);
        CopyDays(connection);
        using var merge = new NpgsqlCommand("SELECT added, replaced FROM toktrack.merge_batch($1, $2)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = options.Machine }, new NpgsqlParameter<bool> { TypedValue = hopeful } },
        };
        (long, long) result;
        using (var reader = merge.ExecuteReader())
        {
            reader.Read();
            result = (reader.GetInt64(0), reader.GetInt64(1));
        }

        transaction.Commit();
        return result;
    }

    private int Number(int name)
    {
        if (name == 0) return 0;
        if (_numbers.TryGetValue(name, out var number)) return number;
        number = Label(names.KindOf(name), names.Text(name));
        _numbers.Add(name, number);
        return number;
    }

    private int Label(NameKind kind, string text)
    {
        if (text.Length == 0) return 0;
        if (_labels.TryGetValue((kind, text), out var number)) return number;
        _names.Add((kind, text));
        _labels.Add((kind, text), _names.Count);
        return _names.Count;
    }

    private void CopyNames(NpgsqlConnection connection)
    {
        using var copy = connection.BeginBinaryImport("COPY pg_temp.staged_name (number, kind, text) FROM STDIN (FORMAT BINARY)");
        for (var i = 0; i < _names.Count; i++)
        {
            copy.StartRow();
            copy.Write(i + 1, NpgsqlDbType.Integer);
            copy.Write((short)_names[i].Kind, NpgsqlDbType.Smallint);
            copy.Write(_names[i].Text, NpgsqlDbType.Text);
        }

        copy.Complete();
    }

    private void CopyOrigins(NpgsqlConnection connection)
    {
        using var copy = connection.BeginBinaryImport("COPY pg_temp.staged_origin (number, machine, person) FROM STDIN (FORMAT BINARY)");
        foreach (var (origin, number) in _origins)
        {
            copy.StartRow();
            copy.Write(number, NpgsqlDbType.Integer);
            copy.Write(origin.Machine, NpgsqlDbType.Integer);
            copy.Write(origin.Person, NpgsqlDbType.Integer);
        }

        copy.Complete();
    }

    private void CopyRows(NpgsqlConnection connection)
    {
        using var copy = connection.BeginBinaryImport(
            "COPY pg_temp.staged (grp, member, time, ticks, rank, place, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning, reported_cost, web_searches, " +
            "file, model, project, session, branch, origin, source, flags, class) FROM STDIN (FORMAT BINARY)");
        foreach (var (record, group, origin) in _rows)
        {
            copy.StartRow();
            copy.Write(group, NpgsqlDbType.Bigint);
            copy.Write((record.Flags & RecordFlags.Sidechain) == 0 ? (long)record.Variant : ~(long)record.Variant, NpgsqlDbType.Bigint);
            copy.Write(new DateTime(Math.Max(record.Time - (record.Time % TimeSpan.TicksPerMicrosecond), TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc), NpgsqlDbType.TimestampTz);
            copy.Write(record.Time, NpgsqlDbType.Bigint);
            copy.Write(record.Rank, NpgsqlDbType.Bigint);
            copy.Write(record.Offset, NpgsqlDbType.Bigint);
            copy.Write(Math.Min(record.Tokens.Input, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(record.Tokens.Output, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(record.Tokens.CacheWrite5m, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(record.Tokens.CacheWrite1h, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(record.Tokens.CacheRead, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(record.Tokens.Reasoning, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(record.ReportedCost, MostNanoDollars), NpgsqlDbType.Bigint);
            copy.Write(record.WebSearches, NpgsqlDbType.Integer);
            copy.Write(record.File, NpgsqlDbType.Integer);
            copy.Write(record.Model, NpgsqlDbType.Integer);
            copy.Write(record.Project, NpgsqlDbType.Integer);
            copy.Write(record.Session, NpgsqlDbType.Integer);
            copy.Write(record.Branch, NpgsqlDbType.Integer);
            copy.Write(origin, NpgsqlDbType.Integer);
            copy.Write((short)record.Source, NpgsqlDbType.Smallint);
            copy.Write((short)record.Flags, NpgsqlDbType.Smallint);
            copy.Write((short)record.PriceClass.Value, NpgsqlDbType.Smallint);
        }

        copy.Complete();
    }

    // Groups of several statements: the only ones that are not unique, should the database know nothing of the batch.
    private void CopyGroups(NpgsqlConnection connection)
    {
        if (_repeated.Count == 0) return;
        using var copy = connection.BeginBinaryImport("COPY pg_temp.staged_group (grp) FROM STDIN (FORMAT BINARY)");
        foreach (var group in _repeated)
        {
            copy.StartRow();
            copy.Write(group, NpgsqlDbType.Bigint);
        }

        copy.Complete();
    }

    private void CopyKept(NpgsqlConnection connection, IReadOnlyList<KeptUsage> kept)
    {
        if (kept.Count == 0) return;
        using var copy = connection.BeginBinaryImport(
            "COPY pg_temp.staged_kept (kind, day, source, model, class, requests, web_searches, reported_cost, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning) " +
            "FROM STDIN (FORMAT BINARY)");
        foreach (var sum in kept)
        {
            copy.StartRow();
            copy.Write((short)sum.Origin, NpgsqlDbType.Smallint);
            copy.Write(sum.Date.DayNumber, NpgsqlDbType.Integer);
            copy.Write((short)sum.Source, NpgsqlDbType.Smallint);
            copy.Write(Label(NameKind.Model, OutgoingNames.Clean(sum.Model)), NpgsqlDbType.Integer);
            copy.Write((short)sum.Class.Value, NpgsqlDbType.Smallint);
            copy.Write(Math.Min(sum.Requests, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(sum.WebSearches, MostTokens), NpgsqlDbType.Bigint);
            copy.Write(Math.Min(sum.ReportedCost, MostNanoDollars), NpgsqlDbType.Bigint);
            copy.Write(sum.Tokens.Input, NpgsqlDbType.Bigint);
            copy.Write(sum.Tokens.Output, NpgsqlDbType.Bigint);
            copy.Write(sum.Tokens.CacheWrite5m, NpgsqlDbType.Bigint);
            copy.Write(sum.Tokens.CacheWrite1h, NpgsqlDbType.Bigint);
            copy.Write(sum.Tokens.CacheRead, NpgsqlDbType.Bigint);
            copy.Write(sum.Tokens.Reasoning, NpgsqlDbType.Bigint);
        }

        copy.Complete();
    }

    private void CopyDays(NpgsqlConnection connection)
    {
        using var copy = connection.BeginBinaryImport("COPY pg_temp.staged_day (day, state) FROM STDIN (FORMAT BINARY)");
        foreach (var (day, state) in _days)
        {
            copy.StartRow();
            copy.Write(day, NpgsqlDbType.Bigint);
            copy.Write(state, NpgsqlDbType.Bigint);
        }

        copy.Complete();
    }

    private static void Call(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

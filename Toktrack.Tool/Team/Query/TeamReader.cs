using System.Globalization;
using Npgsql;
using Toktrack.Scanner.History;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Team.Schema;

namespace Toktrack.Tool.Team.Query;

/// <summary>Reads sums, names and kept days from a team's database, in one read-only transaction.</summary>
internal sealed class TeamReader
{
    private const string QuarterOfDay = "(date_part('epoch', starts)::bigint / 900 % 96)::int";

    private static readonly string[] s_summed = ["input", "output", "cache_write_5m", "cache_write_1h", "cache_read", "reasoning"];
    private static readonly string s_sums = Sums(c => $"toktrack.total({c})");
    private static readonly string s_sumsBeyond64Bits = Sums(c => $"least(sum({c}), 9223372036854775807)::bigint");

    private readonly NpgsqlConnection _connection;
    private readonly NameTable _names;
    private readonly Dictionary<int, int> _ids = new() { [0] = 0 };
    private readonly long _low;
    private readonly long _high;
    private readonly PriceShape _prices;
    private string _sums = s_sums;
    private bool _hasProjects;
    private IReadOnlyList<UsageSlot>? _kept;

    private TeamReader(NpgsqlConnection connection, PriceBook prices, NameTable names)
    {
        _connection = connection;
        _names = names;
        (_low, _high) = Limits();
        _prices = PriceShape.Of(Names(NameKind.Model), prices);
    }

    /// <summary>The moments (UTC ticks) where the price of any model changes.</summary>
    public IReadOnlyList<long> PriceStarts => _prices.Starts;

    /// <summary>Opens a connection and a transaction that lasts as long as the process.</summary>
    /// <exception cref="ToolException">The database cannot be used, or its schema is another one.</exception>
    public static TeamReader Open(DatabaseUrl url, PriceBook prices, NameTable names)
    {
        var connection = TeamDatabase.Open(url);
        SchemaMigrator.Require(connection, url);
        using var begin = new NpgsqlCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL timezone = 'UTC'; SET LOCAL jit = off; SET LOCAL work_mem = '256MB'; SET LOCAL enable_sort = off; SAVEPOINT sums", connection);
        begin.ExecuteNonQuery();
        return new(connection, prices, names);
    }

    /// <summary>The slots of a question, summed as far as <paramref name="shape"/> and the pieces of time allow.</summary>
    public List<UsageSlot> Slots(UsageQuery query, SlotShape shape, Func<long, long, List<long>> pieces)
    {
        var (low, high) = TimePieces.Range(query, _low, _high);
        var cuts = pieces(low, high);
        var slots = Sum(sums =>
        {
            var command = new NpgsqlCommand { Connection = _connection };
            string[] columns =
            [
                "source", _prices.Class(command), "model", shape.Project ? "project" : "0", shape.Session ? "session" : "0", shape.Branch ? "branch" : "0", shape.Owner != Grouping.None ? "origin" : "0",
            ];
            var keys = columns.Where(c => c != "0").ToList();
            // Seconds as floating point numbers are exact here, and found in an array many times faster than times are.
            if (cuts.Count > 0) keys.Add($"width_bucket(date_part('epoch', starts), {command.Add(cuts.Select(c => (double)((c - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond)).ToArray())})");
            if (_prices.Windowed.Length > 0) keys.Add($"CASE WHEN model = ANY ({command.Add(_prices.Windowed)}) THEN {QuarterOfDay} END");
            var from = (low == _low || low % TimeSpan.TicksPerHour == 0) && cuts.All(c => c % TimeSpan.TicksPerHour == 0) ? Hours(command, query, low, high) : $"toktrack.slot s WHERE {Where(command, query, low, high)}";
            command.CommandText = $"SELECT {string.Join(", ", columns)}, min(starts), {sums} FROM {from} GROUP BY {string.Join(", ", keys)}";
            return command;
        });
        if (shape.Owner != Grouping.None) ToOwners(slots, shape.Owner);
        Translate(slots, shape);
        return slots;
    }

    // Hours are a quarter of the slots; some models need slots because of their prices.
    private string Hours(NpgsqlCommand command, UsageQuery query, long low, long high)
    {
        low -= low % TimeSpan.TicksPerHour;
        var where = Where(command, query, low, high);
        if (_prices.Fine.Length == 0) return $"toktrack.hour s WHERE {where}";
        var fine = command.Add(_prices.Fine);
        return $"(SELECT * FROM toktrack.hour WHERE {where} AND model <> ALL ({fine}) UNION ALL SELECT * FROM toktrack.slot WHERE {where} AND model = ANY ({fine})) s";
    }

    // Sums beyond 64 bits are an error of the fast way, and saturate in the slow one, as a ledger's do.
    private List<UsageSlot> Sum(Func<string, NpgsqlCommand> ask)
    {
        while (true)
        {
            var slots = new List<UsageSlot>();
            try
            {
                using var command = ask(_sums);
                using var reader = command.ExecuteReader();
                while (reader.Read()) Add(slots, reader);
                return slots;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.NumericValueOutOfRange && _sums != s_sumsBeyond64Bits)
            {
                using var back = new NpgsqlCommand("ROLLBACK TO sums", _connection);
                back.ExecuteNonQuery();
                _sums = s_sumsBeyond64Bits;
            }
        }
    }

    /// <summary>Gives slots the names of persons or machines for the numbers of origins.</summary>
    private void ToOwners(List<UsageSlot> slots, Grouping owner)
    {
        var owners = new Dictionary<int, int>();
        using (var command = new NpgsqlCommand("SELECT id, machine, person FROM toktrack.origin", _connection))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) owners[reader.GetInt32(0)] = reader.GetInt32(owner == Grouping.Machine ? 1 : 2);
        }

        foreach (ref var slot in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(slots)) slot.Owner = owners[slot.Owner];
    }

    /// <summary>The first and last response of every quarter hour of a question, without its sums; models are told apart only where they are filtered.</summary>
    public List<UsageSlot> Quarters(UsageQuery query)
    {
        using var command = new NpgsqlCommand { Connection = _connection };
        var model = query.Filter.Models.Count > 0 ? "model, class" : "0, 0::smallint";
        command.CommandText = $"SELECT source, starts, {model}, min(first_ticks), max(last_ticks) FROM toktrack.slot s WHERE {Where(command, query, _low, _high)} GROUP BY 1, 2, 3, 4";
        var slots = new List<UsageSlot>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                slots.Add(new()
                {
                    Source = (SourceId)reader.GetInt16(0),
                    Start = reader.GetDateTime(1).Ticks,
                    Model = reader.GetInt32(2),
                    PriceClass = new((byte)reader.GetInt16(3)),
                    First = reader.GetInt64(4),
                    Last = reader.GetInt64(5),
                    Requests = 1,
                });
            }
        }

        Translate(slots, default);
        return slots;
    }

    /// <summary>The slots of days of which only sums are known, beside what is known of them.</summary>
    public IReadOnlyList<UsageSlot> Kept()
    {
        if (_kept is not null) return _kept;
        var kept = new List<KeptUsage>();
        using (var command = new NpgsqlCommand(
            "SELECT k.kind, source, day, text, class, requests, web_searches, reported_cost, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning FROM toktrack.kept k JOIN toktrack.name n ON n.id = k.model", _connection))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var tokens = new TokenCounts
                {
                    Input = reader.GetInt64(8),
                    Output = reader.GetInt64(9),
                    CacheWrite5m = reader.GetInt64(10),
                    CacheWrite1h = reader.GetInt64(11),
                    CacheRead = reader.GetInt64(12),
                    Reasoning = reader.GetInt64(13),
                };
                kept.Add(new((byte)reader.GetInt16(0), (SourceId)reader.GetInt16(1), DateOnly.FromDayNumber(reader.GetInt32(2)), reader.GetString(3), new((byte)reader.GetInt16(4)), tokens,
                    reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7)));
            }
        }

        return _kept = kept.Count == 0 ? [] : KeptUsage.SlotsBeside(kept, SlotsOf(kept.Select(k => k.Date).Distinct()), _names);
    }

    private List<UsageSlot> SlotsOf(IEnumerable<DateOnly> days)
    {
        var wanted = days.Select(d => Time(d.ToDateTime(TimeOnly.MinValue).Ticks)).ToArray();
        var slots = Sum(sums =>
        {
            var command = new NpgsqlCommand { Connection = _connection };
            command.CommandText = $"SELECT source, 0::smallint, model, 0, 0, 0, 0, min(starts), {sums} FROM toktrack.hour s JOIN unnest({command.Add(wanted)}) d(day) " +
                "ON s.starts >= d.day AND s.starts < d.day + interval '1 day' GROUP BY source, model, d.day";
            return command;
        });
        Translate(slots, default);
        return slots;
    }

    private string Where(NpgsqlCommand command, UsageQuery query, long low, long high)
    {
        List<string> terms = [$"starts >= {command.Add(Time(low))}", $"starts < {command.Add(Time(high))}"];
        var filter = query.Filter;
        if (filter.Sources.Count > 0) terms.Add($"source = ANY ({command.Add(filter.Sources.Select(s => (short)s).ToArray())})");
        if (filter.Projects.Count > 0) terms.Add(Among(command, query, "project", NameKind.Project));
        if (filter.Models.Count > 0) terms.Add(Among(command, query, "model", NameKind.Model));
        if (filter.Branches.Count > 0) terms.Add(Among(command, query, "branch", NameKind.Branch));
        if (filter.Sessions.Count > 0) terms.Add(Among(command, query, "session", NameKind.Session));
        foreach (var (key, _) in filter.Within)
        {
            if (key.Grouping == Grouping.Session) terms.Add($"session = {IdOf(NameKind.Session, _names[key.Name]).ToString(CultureInfo.InvariantCulture)}");
        }

        return string.Join(" AND ", terms);
    }

    // Patterns are matched here, by the rules of every other report, and the database gets numbers.
    private string Among(NpgsqlCommand command, UsageQuery query, string column, NameKind kind)
    {
        var fold = kind == NameKind.Project ? query.FoldProject : null;
        bool Passes(string text) => query.Filter.Matches(kind, text) || (kind == NameKind.Model && query.Filter.Matches(kind, text, fast: true)) || (fold is not null && query.Filter.Matches(kind, fold(text)));
        List<int> ids = Passes("") ? [0] : [];
        ids.AddRange(Names(kind).Where(n => Passes(n.Text)).Select(n => n.Id));
        return $"{column} = ANY ({command.Add(ids.ToArray())})";
    }

    private static void Add(List<UsageSlot> slots, NpgsqlDataReader reader)
    {
        var slot = new UsageSlot
        {
            Source = (SourceId)reader.GetInt16(0),
            PriceClass = new((byte)reader.GetInt16(1)),
            Model = reader.GetInt32(2),
            Project = reader.GetInt32(3),
            Session = reader.GetInt32(4),
            Branch = reader.GetInt32(5),
            Owner = reader.GetInt32(6),
            Start = reader.GetDateTime(7).Ticks,
            ReportedCost = reader.GetInt64(10),
            First = reader.GetInt64(11),
            Last = reader.GetInt64(12),
        };
        slot.Tokens.Input = reader.GetInt64(13);
        slot.Tokens.Output = reader.GetInt64(14);
        slot.Tokens.CacheWrite5m = reader.GetInt64(15);
        slot.Tokens.CacheWrite1h = reader.GetInt64(16);
        slot.Tokens.CacheRead = reader.GetInt64(17);
        slot.Tokens.Reasoning = reader.GetInt64(18);
        // A slot counts in 32 bits: what is beyond goes into further, empty ones.
        var (requests, searches) = (reader.GetInt64(8), reader.GetInt64(9));
        do
        {
            slot.Requests = (int)Math.Min(requests, int.MaxValue);
            slot.WebSearches = (int)Math.Min(searches, int.MaxValue);
            (requests, searches) = (requests - slot.Requests, searches - slot.WebSearches);
            slots.Add(slot);
            (slot.Tokens, slot.ReportedCost) = (default, 0);
        }
        while (requests > 0 || searches > 0);
    }

    /// <summary>Gives slots the numbers of the run's dictionary for the database's.</summary>
    private void Translate(List<UsageSlot> slots, SlotShape shape)
    {
        // Projects are told apart by the shortest name that no other project has, so all must be known.
        if (shape.Project && !_hasProjects)
        {
            foreach (var (id, text) in Names(NameKind.Project)) _ids[id] = _names.Intern(NameKind.Project, text);
            _hasProjects = true;
        }

        var missing = new HashSet<int>();
        foreach (ref readonly var slot in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(slots))
        {
            foreach (var id in (ReadOnlySpan<int>)[slot.Model, slot.Project, slot.Session, slot.Branch, slot.Owner])
            {
                if (!_ids.ContainsKey(id)) missing.Add(id);
            }
        }

        if (missing.Count > 0)
        {
            using var command = new NpgsqlCommand { Connection = _connection };
            command.CommandText = $"SELECT id, kind, text FROM toktrack.name WHERE id = ANY ({command.Add(missing.ToArray())})";
            using var reader = command.ExecuteReader();
            while (reader.Read()) _ids[reader.GetInt32(0)] = _names.Intern((NameKind)reader.GetInt16(1), reader.GetString(2));
        }

        foreach (ref var slot in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(slots))
        {
            slot.Model = _ids[slot.Model];
            slot.Project = _ids[slot.Project];
            slot.Session = _ids[slot.Session];
            slot.Branch = _ids[slot.Branch];
            slot.Owner = _ids[slot.Owner];
        }
    }

    private List<(int Id, string Text)> Names(NameKind kind)
    {
        using var command = new NpgsqlCommand { Connection = _connection };
        command.CommandText = $"SELECT id, text FROM toktrack.name WHERE kind = {command.Add((short)kind)}";
        var names = new List<(int, string)>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) names.Add((reader.GetInt32(0), reader.GetString(1)));
        return names;
    }

    private int IdOf(NameKind kind, string text)
    {
        if (text.Length == 0) return 0;
        using var command = new NpgsqlCommand { Connection = _connection };
        command.CommandText = $"SELECT id FROM toktrack.name WHERE kind = {command.Add((short)kind)} AND digest = sha256(convert_to({command.Add(text)}, 'UTF8'))";
        return command.ExecuteScalar() is int id ? id : -1;
    }

    private (long Low, long High) Limits()
    {
        using var command = new NpgsqlCommand("SELECT min(starts), max(starts) FROM toktrack.slot", _connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.IsDBNull(0) ? (0, 0) : (reader.GetDateTime(0).Ticks, reader.GetDateTime(1).Ticks + UsageSlot.Ticks);
    }

    private static string Sums(Func<string, string> sum) =>
        $"{sum("requests")}, {sum("web_searches")}, {sum("reported_cost")}, min(first_ticks), max(last_ticks), {string.Join(", ", s_summed.Select(sum))}";

    private static DateTime Time(long ticks) => new(Math.Clamp(ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), DateTimeKind.Utc);
}

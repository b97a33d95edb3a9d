using Npgsql;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;
using Toktrack.Scanner.Tests.History;
using Toktrack.Tool.Team;
using Toktrack.Tool.Team.Push;
using Toktrack.Tool.Team.Schema;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>The database's merge against the merger of the ledger: records with every tie there can be, in batches of any order, again and again.</summary>
public sealed class MergeRuleTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Amount.Of(6, 200))];

    [PostgresTheory]
    [MemberData(nameof(Seeds))]
    public void Merge_BatchesInAnyOrder_KeepsWhatTheLedgersMergerKeeps(int seed)
    {
        var random = new Random(seed);
        var names = new NameTable();
        var records = Enumerable.Range(0, 400).Select(_ => Record(random, names)).ToList();
        var merger = new UsageMerger(names);
        foreach (var record in records) merger.Add(record);

        using var connection = Database();
        foreach (var chunk in records.Concat(records.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).Chunk(60)) Push(connection, names, chunk, hopeful: random.Next(2) == 0);

        var expected = new List<string>();
        var slots = new SlotTable();
        merger.Visit((in record, counts) =>
        {
            expected.Add(Text(record, names, counts));
            if (counts) slots.Add(record);
        });
        Rows(connection).Should().Equal(expected.Order(StringComparer.Ordinal));
        SlotRows(connection).Should().Equal(slots.Slots.Select(s => Text(s, names)).Order(StringComparer.Ordinal));
        StoredSums.ShouldAgree(connection);
    }

    [PostgresFact]
    public void Migrate_ADatabaseWithUsage_KeepsAllOfItAndMergesOn()
    {
        var random = new Random(5);
        var names = new NameTable();
        var records = Enumerable.Range(0, 600).Select(_ => Record(random, names)).ToList();
        var merger = new UsageMerger(names);
        foreach (var record in records) merger.Add(record);
        var url = DatabaseUrl.Parse(PostgresServer.Shared.CreateDatabase());
        using var connection = TeamDatabase.Open(url);
        SchemaMigrator.Migrate(connection, url, target: 3);

        // A client of that time: no batch of it names groups.
        var byGroup = records.Take(300).GroupBy(r => (r.Group, r.Source)).Select(g => g.ToList()).ToList();
        for (var i = 0; i < byGroup.Max(g => g.Count); i++) Push(connection, names, byGroup.Where(g => g.Count > i).Select(g => g[i]), hopeful: false);
        SchemaMigrator.Migrate(connection, url).Should().Be(3);
        StoredSums.ShouldAgree(connection);
        foreach (var chunk in records.Skip(200).Chunk(50)) Push(connection, names, chunk);

        var expected = new List<string>();
        merger.Visit((in record, counts) => expected.Add(Text(record, names, counts)));
        Rows(connection).Should().Equal(expected.Order(StringComparer.Ordinal));
        StoredSums.ShouldAgree(connection);
    }

    [PostgresFact]
    public void Migrate_ARoleThatMayRead_MayReadWhatIsNew()
    {
        var url = DatabaseUrl.Parse(PostgresServer.Shared.CreateDatabase());
        using var connection = TeamDatabase.Open(url);
        SchemaMigrator.Migrate(connection, url, target: 3);
        Texts(connection, "DROP ROLE IF EXISTS reader_of_old; CREATE ROLE reader_of_old; GRANT SELECT ON ALL TABLES IN SCHEMA toktrack TO reader_of_old; SELECT 'done'");
        SchemaMigrator.Migrate(connection, url);
        Texts(connection, "SELECT relname::text FROM pg_class WHERE relnamespace = 'toktrack'::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT has_table_privilege('reader_of_old', oid, 'SELECT')").Should().BeEmpty();
        Texts(connection, "DROP OWNED BY reader_of_old; DROP ROLE reader_of_old; SELECT 'done'");
    }

    [PostgresFact]
    public void Merge_AResponseThatMovesToAnotherMonth_IsFoundThere()
    {
        var names = new NameTable();
        using var connection = Database();
        var december = new DateTime(2025, 12, 31, 23, 59, 59, DateTimeKind.Utc).Ticks;
        var partial = One(names, december, 10);
        var whole = One(names, december + TimeSpan.TicksPerSecond, 20);
        Push(connection, names, [partial]);
        Push(connection, names, [whole]);
        Push(connection, names, [partial]);
        Rows(connection).Should().Equal(Text(whole, names, true));
        SlotRows(connection).Should().ContainSingle().Which.Should().Contain("2026-01-01T00:00:00");
    }

    internal static NpgsqlConnection Database()
    {
        var url = DatabaseUrl.Parse(PostgresServer.Shared.CreateDatabase());
        var connection = TeamDatabase.Open(url);
        SchemaMigrator.Migrate(connection, url);
        return connection;
    }

    internal static void Push(NpgsqlConnection connection, NameTable names, IEnumerable<UsageRecord> records, bool hopeful = true)
    {
        var options = new PushOptions("me", "", new HashSet<NameKind>(), []);
        var batch = new PushBatch(new(names, options), options);
        foreach (var record in records) batch.Add(record);
        batch.Send(connection, [], hopeful);
    }

    private static UsageRecord One(NameTable names, long time, long output) => new()
    {
        Source = SourceId.ClaudeCode,
        Group = 5,
        Variant = 7,
        Time = time,
        Rank = output,
        Tokens = new() { Output = output },
        File = names.Intern(NameKind.File, "@m:/f"),
        Model = names.Intern(NameKind.Model, "claude-opus-4-5"),
    };

    // Few of everything, so that whatever can tie does.
    private static UsageRecord Record(Random random, NameTable names)
    {
        var source = (SourceId)random.Next(1, 5);
        var group = ((ulong)(uint)random.Next(16) << 60) + (ulong)(uint)random.Next(1, 8);
        var record = new UsageRecord
        {
            Source = source,
            Group = group,
            Variant = random.Next(3) == 0 ? 0 : ((ulong)(uint)random.Next(4) << 62) + (ulong)(uint)random.Next(1, 3),
            // Messages of one OpenCode group are of one time: it is a part of what groups them.
            Time = new DateTime(2026, 1, 31, 23, 50, 0, DateTimeKind.Utc).Ticks + (source == SourceId.OpenCode ? (long)(group & 7) * 7 : random.Next(5)) * 3 * TimeSpan.TicksPerMinute + (source == SourceId.OpenCode ? 0 : random.Next(2)),
            Rank = random.Next(3) + (source == SourceId.Gemini && random.Next(2) == 0 ? 1L << 62 : 0),
            Offset = random.Next(2) * 100,
            ReportedCost = source == SourceId.OpenCode ? random.Next(2) * 1000 : 0,
            Tokens = new() { Input = random.Next(2), Output = random.Next(2), CacheRead = random.Next(2), CacheWrite5m = random.Next(8) switch { 0 => 300_000, 1 => 100_000, _ => 0 } },
            File = names.Intern(NameKind.File, $"@m{random.Next(2)}:/{(random.Next(2) == 0 ? "é" : "z")}/f{random.Next(2)}"),
            Model = names.Intern(NameKind.Model, random.Next(2) == 0 ? "claude-opus-4-5" : "gpt-5"),
            Project = names.Intern(NameKind.Project, "/p" + random.Next(2)),
            Session = random.Next(4) == 0 ? 0 : names.Intern(NameKind.Session, "s" + random.Next(2)),
            Branch = random.Next(2) == 0 ? 0 : names.Intern(NameKind.Branch, "main"),
            WebSearches = random.Next(10) == 0 ? 1 : 0,
            Flags = (random.Next(3) == 0 ? RecordFlags.Sidechain : 0) | (random.Next(4) == 0 ? RecordFlags.Fast : 0) | (random.Next(2) == 0 ? RecordFlags.Forked : 0),
        };
        return record;
    }

    private static string Text(in UsageRecord r, NameTable names, bool counts) => string.Join(
        '|', (long)StableHash.Combine(r.Group, (ulong)r.Source), (r.Flags & RecordFlags.Sidechain) == 0 ? (long)r.Variant : ~(long)r.Variant, r.Time, r.Rank, r.Offset, r.ReportedCost,
        r.Tokens.Input, r.Tokens.Output, r.Tokens.CacheRead, r.Tokens.CacheWrite5m, r.WebSearches, (int)r.Flags, r.PriceClass.Value, names[r.File], names[r.Model], names[r.Project], names[r.Session],
        names[r.Branch], counts ? "counts" : "stands behind");

    private static string Text(in UsageSlot s, NameTable names) => string.Join(
        '|', new DateTime(s.Start).ToString("s"), (int)s.Source, s.PriceClass.Value, names[s.Model], names[s.Project], names[s.Session], names[s.Branch], s.Requests, s.WebSearches, s.ReportedCost,
        s.First, s.Last, s.Tokens.Input, s.Tokens.Output, s.Tokens.CacheWrite5m, s.Tokens.CacheWrite1h, s.Tokens.CacheRead, s.Tokens.Reasoning);

    private static List<string> Rows(NpgsqlConnection connection) => Texts(connection,
        """
        SELECT concat_ws('|', r.grp, r.member, r.ticks, r.rank, r.place, r.reported_cost, r.input, r.output, r.cache_read, r.cache_write_5m, r.web_searches, r.flags, r.class,
                         f.text, m.text, p.text, s.text, b.text, CASE WHEN r.counts THEN 'counts' ELSE 'stands behind' END)
        FROM toktrack.response r JOIN toktrack.response_key k ON k.grp = r.grp AND r.time = ANY (k.time || k.more)
        JOIN toktrack.name f ON f.id = r.file JOIN toktrack.name m ON m.id = r.model JOIN toktrack.name p ON p.id = r.project JOIN toktrack.name s ON s.id = r.session
        JOIN toktrack.name b ON b.id = r.branch
        """);

    // Machines tell slots apart in a team; a ledger's do not.
    private static List<string> SlotRows(NpgsqlConnection connection) => Texts(connection,
        """
        SELECT concat_ws('|', to_char(t.starts AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS'), t.source, t.class, m.text, p.text, s.text, b.text, sum(t.requests), sum(t.web_searches), sum(t.reported_cost),
                         min(t.first_ticks), max(t.last_ticks), sum(t.input), sum(t.output), sum(t.cache_write_5m), sum(t.cache_write_1h), sum(t.cache_read), sum(t.reasoning))
        FROM toktrack.slot t
        JOIN toktrack.name m ON m.id = t.model JOIN toktrack.name p ON p.id = t.project JOIN toktrack.name s ON s.id = t.session JOIN toktrack.name b ON b.id = t.branch
        GROUP BY t.starts, t.source, t.class, m.text, p.text, s.text, b.text
        """);

    internal static List<string> Texts(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        texts.Sort(StringComparer.Ordinal);
        return texts;
    }
}

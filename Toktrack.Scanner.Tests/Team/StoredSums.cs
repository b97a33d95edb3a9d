using Npgsql;

namespace Toktrack.Scanner.Tests.Team;

/// <summary>What a team's database keeps beside the responses, held against them: keys, slots, hours.</summary>
internal static class StoredSums
{
    private const string Cells = "requests, web_searches, reported_cost, first_ticks, last_ticks, input, output, cache_write_5m, cache_write_1h, cache_read, reasoning";

    private static readonly string[] s_kinds =
    [
        Both(
            "SELECT grp, time, more FROM toktrack.response_key",
            "SELECT grp, min(time), CASE WHEN min(time) < max(time) THEN array_remove(array_agg(DISTINCT time), min(time)) END FROM toktrack.response GROUP BY grp"),
        Both(
            $"SELECT starts, source, class, model, project, session, branch, origin, {Cells} FROM toktrack.slot",
            "SELECT date_bin('15 minutes', time, '0001-01-01 00:00Z'), source, class, model, project, session, branch, origin, count(*), sum(web_searches), sum(reported_cost), min(ticks), max(ticks), " +
            "sum(input), sum(output), sum(cache_write_5m), sum(cache_write_1h), sum(cache_read), sum(reasoning) FROM toktrack.response WHERE counts GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"),
        Both(
            $"SELECT starts, source, class, model, project, session, branch, origin, {Cells} FROM toktrack.hour",
            "SELECT to_timestamp(extract(epoch FROM starts)::bigint / 3600 * 3600), source, CASE WHEN class % 16 <= 3 THEN class - class % 16 ELSE class END, model, project, session, branch, origin, " +
            "sum(requests), sum(web_searches), sum(reported_cost), min(first_ticks), max(last_ticks), sum(input), sum(output), sum(cache_write_5m), sum(cache_write_1h), sum(cache_read), sum(reasoning) " +
            "FROM toktrack.slot GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"),
    ];

    /// <summary>All of them are what the responses make them.</summary>
    public static void ShouldAgree(NpgsqlConnection connection)
    {
        foreach (var kind in s_kinds) MergeRuleTests.Texts(connection, kind).Should().BeEmpty();
    }

    // What one has and the other has not, as text.
    private static string Both(string stored, string made) =>
        $"SELECT 'stored only: ' || x::text FROM ({stored} EXCEPT ALL {made}) x UNION ALL SELECT 'missing: ' || x::text FROM ({made} EXCEPT ALL {stored}) x";
}

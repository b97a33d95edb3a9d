using System.Globalization;
using System.Text.Json;

namespace Toktrack.Scanner.Tests.Sources.Codex;

/// <summary>
/// The rules of section 2 by the shortest way: whole documents, one line after the other, a set of keys for "count once".
/// The oracle of the reader. Reads whole, valid lines only.
/// </summary>
internal static class PlainCodexReading
{
    private static readonly string[] s_kinds =
        ["input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens", "reasoning_output_tokens", "total_tokens"];

    /// <summary>Totals of files by UTC day and model, in the form of <see cref="DailyTotals"/>.</summary>
    public static SortedDictionary<string, long[]> Of(IEnumerable<string> files)
    {
        var seen = new HashSet<string>();
        var totals = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var file in files) Read(file, seen, totals);
        return totals;
    }

    private static void Read(string file, HashSet<string> seen, SortedDictionary<string, long[]> totals)
    {
        string? session = null, model = null;
        DateTimeOffset? first = null;
        long[]? previous = null;
        bool forked = false, fast = false;
        foreach (var line in File.ReadLines(file).Where(l => l.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            var record = document.RootElement;
            var time = DateTimeOffset.Parse(record.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);
            first ??= time;
            var payload = record.GetProperty("payload");
            switch (record.GetProperty("type").GetString())
            {
                case "session_meta":
                    var id = payload.GetProperty("id").GetString();
                    forked |= session is not null && session != id;
                    if (session is null) forked |= payload.TryGetProperty("forked_from_id", out var origin) && origin.ValueKind == JsonValueKind.String;
                    session ??= id;
                    break;
                case "turn_context" when payload.TryGetProperty("model", out var named):
                    model = named.GetString();
                    break;
                case "event_msg" when payload.GetProperty("type").GetString() == "thread_settings_applied":
                    var tier = payload.GetProperty("thread_settings").TryGetProperty("service_tier", out var t) ? t.GetString() : null;
                    fast = tier is "priority" or "fast" || (tier != "default" && fast);
                    break;
                case "event_msg" when payload.GetProperty("type").GetString() == "token_count" && payload.GetProperty("info") is { ValueKind: JsonValueKind.Object } info:
                    var total = Counts(info.GetProperty("total_token_usage"));
                    if (previous is not null && total.SequenceEqual(previous)) break;
                    var usage = info.TryGetProperty("last_token_usage", out var last) && last.ValueKind == JsonValueKind.Object ? Counts(last) : Growth(total, previous);
                    previous = total;
                    if (forked && (time - first.Value).Duration() <= TimeSpan.FromMilliseconds(500)) break;
                    if (usage.Take(5).All(n => n == 0)) break;
                    if (seen.Add($"{session}|{time.UtcTicks}|{string.Join(',', total)}|{string.Join(',', usage)}"))
                    {
                        Add(totals, time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " " + (model ?? "gpt-5") + (fast ? "-fast" : ""), usage);
                    }

                    break;
            }
        }
    }

    private static long[] Counts(JsonElement usage) => [.. s_kinds.Select(k => usage.TryGetProperty(k, out var n) ? n.GetInt64() : 0)];

    private static long[] Growth(long[] total, long[]? previous) =>
        previous is null || total.Take(5).Zip(previous).Any(p => p.First < p.Second) ? total : [.. total.Zip(previous, (a, b) => a - b)];

    private static void Add(SortedDictionary<string, long[]> totals, string key, long[] u)
    {
        if (!totals.TryGetValue(key, out var cell)) totals.Add(key, cell = new long[7]);
        cell[0] += Math.Max(0, u[0] - u[1] - u[2]);
        cell[1] += u[3];
        cell[2] += u[2];
        cell[4] += u[1];
        cell[5] += u[4];
        cell[6]++;
    }
}

using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.Demo;

/// <summary>A slow reading of Codex logs by the rules, sharing no code with the scanner or the generator.</summary>
internal static class PlainCodexReading
{
    public static Dictionary<(int Day, string Model), (TokenCounts Tokens, long Requests)> Read(string codex, out int replayed)
    {
        var rows = new Dictionary<(int, string), (TokenCounts Tokens, long Requests)>();
        replayed = 0;
        var files = new[] { "sessions", "archived_sessions" }.Select(folder => Path.Combine(codex, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories)).DistinctBy(Path.GetFileName);
        foreach (var file in files)
        {
            ReadFile(file, rows, ref replayed);
        }

        return rows;
    }

    private static void ReadFile(string file, Dictionary<(int, string), (TokenCounts Tokens, long Requests)> rows, ref int replayed)
    {
        string? session = null, previous = null;
        var model = "gpt-5";
        var forked = false;
        DateTime? first = null;
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            var time = document.RootElement.GetProperty("timestamp").GetDateTime();
            first ??= time;
            var payload = document.RootElement.GetProperty("payload");
            switch (document.RootElement.GetProperty("type").GetString())
            {
                case "session_meta":
                    var id = payload.GetProperty("id").GetString();
                    forked |= payload.TryGetProperty("forked_from_id", out _) || (session is not null && session != id);
                    session ??= id;
                    break;
                case "turn_context":
                    model = payload.GetProperty("model").GetString()!;
                    break;
                case "event_msg" when payload.GetProperty("type").GetString() == "token_count" && payload.GetProperty("info").ValueKind == JsonValueKind.Object:
                    var total = payload.GetProperty("info").GetProperty("total_token_usage").GetRawText();
                    if (total == previous)
                    {
                        break;
                    }

                    previous = total;
                    if (forked && (time - first.Value).TotalMilliseconds <= 500)
                    {
                        replayed++;
                        break;
                    }

                    var key = ((int)(time.Date - DateTime.UnixEpoch).TotalDays, model);
                    var row = rows.GetValueOrDefault(key);
                    row.Tokens.Add(Tokens(payload.GetProperty("info").GetProperty("last_token_usage")));
                    row.Requests++;
                    rows[key] = row;
                    break;
            }
        }
    }

    private static TokenCounts Tokens(JsonElement usage)
    {
        var cached = usage.GetProperty("cached_input_tokens").GetInt64();
        var written = usage.TryGetProperty("cache_write_input_tokens", out var cacheWrite) ? cacheWrite.GetInt64() : 0;
        return new TokenCounts
        {
            Input = usage.GetProperty("input_tokens").GetInt64() - cached - written,
            CacheRead = cached,
            CacheWrite5m = written,
            Output = usage.GetProperty("output_tokens").GetInt64(),
            Reasoning = usage.GetProperty("reasoning_output_tokens").GetInt64(),
        };
    }
}

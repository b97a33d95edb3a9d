using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Tests.Demo;

/// <summary>
/// A slow reading of Claude Code logs by the rules, sharing no code with the scanner or the generator: every line
/// through <see cref="JsonDocument"/>, one response kept for each message id.
/// </summary>
internal static class PlainClaudeReading
{
    public static Dictionary<(int Day, string Model), (TokenCounts Tokens, long Requests)> Read(string projects, out int badLines)
    {
        var best = new Dictionary<string, (long Total, DateTime Time, string Model, TokenCounts Tokens)>();
        badLines = 0;
        foreach (var path in Directory.EnumerateFiles(projects, "*.jsonl", SearchOption.AllDirectories))
        {
            foreach (var line in File.ReadLines(path))
            {
                var bytes = Encoding.UTF8.GetBytes(line);
                for (var rest = bytes.AsMemory(); rest.Length > 0;)
                {
                    var reader = new Utf8JsonReader(rest.Span, new JsonReaderOptions { AllowMultipleValues = true });
                    if (!JsonDocument.TryParseValue(ref reader, out var document))
                    {
                        badLines++;
                        break;
                    }

                    using (document)
                    {
                        Record(document.RootElement, best);
                    }

                    rest = rest[(int)reader.BytesConsumed..];
                }
            }
        }

        return best.Values.GroupBy(row => (DayNumber(row.Time), row.Model)).ToDictionary(
            group => group.Key,
            group => (group.Aggregate(default(TokenCounts), (sum, row) => { sum.Add(row.Tokens); return sum; }), (long)group.Count()));
    }

    private static int DayNumber(DateTime time) => (int)(time.Date - DateTime.UnixEpoch).TotalDays;

    private static void Record(JsonElement line, Dictionary<string, (long Total, DateTime Time, string Model, TokenCounts Tokens)> best)
    {
        var type = line.GetProperty("type").GetString();
        if (type == "progress" && line.GetProperty("data").GetProperty("type").GetString() == "agent_progress")
        {
            line = line.GetProperty("data").GetProperty("message");
            type = line.GetProperty("type").GetString();
        }

        if (type != "assistant" || !line.TryGetProperty("message", out var message) || !message.TryGetProperty("usage", out var usage))
        {
            return;
        }

        var model = message.GetProperty("model").GetString()!;
        if (model == "<synthetic>")
        {
            return;
        }

        var tokens = new TokenCounts
        {
            Input = usage.GetProperty("input_tokens").GetInt64(),
            Output = usage.GetProperty("output_tokens").GetInt64(),
            CacheRead = usage.GetProperty("cache_read_input_tokens").GetInt64(),
            CacheWrite5m = usage.GetProperty("cache_creation").GetProperty("ephemeral_5m_input_tokens").GetInt64(),
            CacheWrite1h = usage.GetProperty("cache_creation").GetProperty("ephemeral_1h_input_tokens").GetInt64(),
        };
        usage.GetProperty("cache_creation_input_tokens").GetInt64().Should().Be(tokens.CacheWrite);
        var time = line.GetProperty("timestamp").GetDateTime();
        var id = message.GetProperty("id").GetString()!;
        if (!best.TryGetValue(id, out var kept) || tokens.Total > kept.Total || (tokens.Total == kept.Total && time < kept.Time))
        {
            best[id] = (tokens.Total, time, model, tokens);
        }
    }
}

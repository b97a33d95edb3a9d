using System.Globalization;
using Toktrack.Scanner.Tests.Sources.OpenCode;

namespace Toktrack.Scanner.Tests.History;

/// <summary>Random lines and documents of every CLI: few ids, so that they often state the same response.</summary>
internal static class ModelLines
{
    private static readonly DateTime s_noon = new(2026, 3, 1, 23, 50, 0, DateTimeKind.Utc);

    /// <summary>What a file of this kind gets: a line for one that grows, the whole content for one that is rewritten.</summary>
    public static string Next(ModelKind kind, Random random) => kind switch
    {
        ModelKind.Claude => LogLines.Random(random) + "\n",
        ModelKind.Codex => Codex(random) + "\n",
        ModelKind.GeminiStream => GeminiRecord(random) + "\n",
        ModelKind.GeminiDocument => GeminiDocument(random),
        _ => OpenCodeScript.Data(new DateTimeOffset(TimeOf(random)).ToUnixTimeMilliseconds(), random.Next(1, 9) * 10, random.Next(1, 9)),
    };

    // Counters jump as they like, sessions and models change in the middle: what a line says must only follow from those before it.
    private static string Codex(Random random)
    {
        var payload = random.Next(8) switch
        {
            0 => $"\"session_meta\",\"payload\":{{\"id\":\"cx{random.Next(3)}\",{(random.Next(3) == 0 ? $"\"forked_from_id\":\"cx{random.Next(3)}\"," : "")}\"cwd\":\"/home/me/work\",\"git\":{{\"branch\":\"main\"}}}}",
            1 => $"\"turn_context\",\"payload\":{{\"cwd\":\"/home/me/work\",\"model\":\"{(random.Next(2) == 0 ? "gpt-5" : "gpt-5-codex")}\"}}",
            2 => "\"response_item\",\"payload\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"例え 😀\"}]}",
            3 => "\"event_msg\",\"payload\":{\"type\":\"token_count\",\"info\":null}",
            _ => $"\"event_msg\",\"payload\":{{\"type\":\"token_count\",\"info\":{{\"total_token_usage\":{Usage(random, 40)},{(random.Next(4) == 0 ? "" : $"\"last_token_usage\":{Usage(random, 4)},")}\"model_context_window\":258400}}}}",
        };
        return $"{{\"timestamp\":\"{Stamp(random)}\",\"type\":{payload}}}";
    }

    private static string Usage(Random random, int scale)
    {
        var (input, output) = (random.Next(1, scale) * 100, random.Next(1, scale) * 10);
        return $"{{\"input_tokens\":{input},\"cached_input_tokens\":{input / 2},\"output_tokens\":{output},\"reasoning_output_tokens\":{output / 2},\"total_tokens\":{input + output}}}";
    }

    private static string GeminiRecord(Random random) => random.Next(8) switch
    {
        0 => $"{{\"sessionId\":\"g{random.Next(2)}\",\"projectHash\":\"h\",\"startTime\":\"2026-03-01T10:00:00.000Z\",\"lastUpdated\":\"2026-03-01T10:00:00.000Z\",\"kind\":\"main\"}}",
        1 => "{\"$set\":{\"lastUpdated\":\"2026-03-02T10:05:00.000Z\"}}",
        2 => $"{{\"$rewindTo\":\"m{random.Next(9)}\"}}",
        _ => GeminiMessage(random),
    };

    private static string GeminiDocument(Random random) =>
        $"{{\"sessionId\":\"g{random.Next(2)}\",\"projectHash\":\"h\",\"startTime\":\"2026-03-01T10:00:00.000Z\",\"lastUpdated\":\"{Stamp(random)}\",\"messages\":[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => GeminiMessage(random)))}]}}";

    private static string GeminiMessage(Random random)
    {
        var (input, output) = (random.Next(1, 50) * 10, random.Next(1, 50));
        var tokens = random.Next(5) == 0 ? "null" : $"{{\"input\":{input},\"output\":{output},\"cached\":{input / 2},\"thoughts\":3,\"tool\":0,\"total\":{input + output + 3}}}";
        return $"{{\"id\":\"m{random.Next(9)}\",\"timestamp\":\"{Stamp(random)}\",\"type\":\"gemini\",\"content\":\"пример 例え\",\"tokens\":{tokens},\"model\":\"gemini-3-pro\"}}";
    }

    private static DateTime TimeOf(Random random) => s_noon.AddMinutes(random.Next(-2000, 2000)).AddMilliseconds(random.Next(3) * 250);

    private static string Stamp(Random random) => TimeOf(random).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

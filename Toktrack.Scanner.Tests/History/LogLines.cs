using System.Globalization;

namespace Toktrack.Scanner.Tests.History;

/// <summary>Lines of Claude Code logs.</summary>
internal static class LogLines
{
    public static string Response(
        string? id, long output, string time = "2026-03-01T10:00:00.000Z", string? request = null, bool sidechain = false, string model = "claude-opus-4-5", long input = 10, string text = "ok") =>
        $$$"""{"parentUuid":null,"isSidechain":{{{(sidechain ? "true" : "false")}}},"cwd":"/home/u/p","sessionId":"s1","gitBranch":"main","message":{"model":"{{{model}}}",{{{(id is null ? "" : $"\"id\":\"{id}\",")}}}"type":"message","role":"assistant","content":[{"type":"text","text":"{{{text}}}"}],"usage":{"input_tokens":{{{input}}},"cache_creation_input_tokens":0,"cache_read_input_tokens":100,"output_tokens":{{{output.ToString(CultureInfo.InvariantCulture)}}}}},{{{(request is null ? "" : $"\"requestId\":\"{request}\",")}}}"type":"assistant","uuid":"u","timestamp":"{{{time}}}"}""";

    /// <summary>A random line: few ids, so that lines often state the same response; some without id, some broken, some of no interest.</summary>
    public static string Random(Random random)
    {
        var kind = random.Next(20);
        if (kind == 0) return "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"пример 例え 😀\"}}";
        if (kind == 1) return "{\"type\":\"assistant\",\"message\":{\"usage\":{\"input_tokens\":1";
        var time = new DateTime(2026, 3, 1, 23, 50, 0, DateTimeKind.Utc).AddMinutes(random.Next(-2000, 2000)).AddMilliseconds(random.Next(3) * 250);
        return Response(
            kind == 2 ? null : "msg_" + random.Next(12),
            random.Next(1, 6) * 100,
            time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            random.Next(3) == 0 ? null : "req_" + random.Next(3),
            random.Next(4) == 0,
            random.Next(3) switch { 0 => "claude-opus-4-5", 1 => "claude-sonnet-4-5", _ => "claude-haiku-4-5" },
            random.Next(4) * 7,
            random.Next(3) switch { 0 => "ascii", 1 => "ünïcödé 例え", _ => "😀😀 \\\"quoted\\\"" });
    }
}

using System.Text;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Lines written by hand.</summary>
internal static class ClaudeLine
{
    /// <summary>One response, without its line feed.</summary>
    public static string Text(
        string id = "msg_1", long output = 5, string? request = "req_1", string time = "2026-01-24T16:20:51.451Z", bool sidechain = false, string more = "", string moreUsage = "") =>
        $"{{\"type\":\"assistant\",\"timestamp\":\"{time}\",\"isSidechain\":{(sidechain ? "true" : "false")},{(request is null ? "" : $"\"requestId\":\"{request}\",")}{more}" +
        $"\"message\":{{\"id\":\"{id}\",\"model\":\"claude-opus-4-5\",\"content\":[{{\"type\":\"text\",\"text\":\"a {{b}}\"}}],\"usage\":{{\"input_tokens\":3,{moreUsage}\"output_tokens\":{output}}}}}}}";

    public static byte[] File(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
}

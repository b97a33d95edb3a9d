using System.Text;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>A short log with everything that was ever seen in one, written by hand.</summary>
internal static class GoldenLog
{
    public static byte[] Bytes { get; } = Encoding.UTF8.GetBytes(string.Concat(
        "\uFEFF", ClaudeLine.Text("first", 1), "\r\n",
        "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"no usage here\"}}\n",
        ClaudeLine.Text("second", 2), "\n\n \t\n",
        ClaudeLine.Text("streamed", 9), "\n", ClaudeLine.Text("streamed", 9), "\n", ClaudeLine.Text("streamed", 159), "\n",
        ClaudeLine.Text("glued-a", 3), ClaudeLine.Text("glued-b", 4), "\n",
        ClaudeLine.Text("truncated", 5)[..170], ClaudeLine.Text("spliced", 6), "\n",
        new string('\0', 90), ClaudeLine.Text("behind-nul", 7), "\n",
        "{\"usage\":{ broken\n",
        "{\"type\" : \"assistant\" ,\t\"timestamp\" : \"2026-03-01T00:00:00+09:00\" , \"message\" : { \"\\u0075sage\" : { \"output_tokens\" : 8 , \"input_tokens\":\t1 } } }\n",
        "{\"type\":\"progress\",\"sessionId\":\"s\",\"timestamp\":\"2026-03-01T00:00:00Z\",\"data\":{\"type\":\"agent_progress\",\"message\":", ClaudeLine.Text("echo", 10, sidechain: true), "}}\n",
        ClaudeLine.Text("no-time", 11, time: "never"), "\n",
        ClaudeLine.Text("advised", 12, moreUsage: "\"iterations\":[{\"type\":\"message\",\"output_tokens\":12},{\"type\":\"advisor_message\",\"model\":\"claude-haiku-4-5\",\"output_tokens\":40}],\"speed\":\"fast\","), "\n",
        ClaudeLine.Text("bad-count", 13, moreUsage: "\"cache_read_input_tokens\":-1,"), "\n",
        ClaudeLine.Text("\u00e9\u4f60\ud83d\ude00", 14, more: "\"cwd\":\"/home/\u00e9\",\"gitBranch\":\"f\\u006f\","), "\n",
        ClaudeLine.Text("last-without-feed", 15)));
}

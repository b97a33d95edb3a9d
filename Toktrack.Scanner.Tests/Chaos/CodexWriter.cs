namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>Codex: a counter that only grows, with repeated events and what tools said in between.</summary>
internal sealed class CodexWriter(string home, ChaosTruth truth, ChaosTool tool, ulong seed) : LineWriter(home, truth, tool, seed)
{
    protected override string Name(int number) => Path.Combine(Home, ".codex", number % 3 == 0 ? "archived_sessions" : "sessions", $"rollout-{number}.jsonl");

    protected override string Head(Log log) =>
        Line(Time(), "session_meta", $"{{\"id\":\"codex-{log.Number}\",\"cwd\":\"/w/codex\",\"instructions\":\"{Prose()}\"}}") + Line(Time(), "turn_context", "{\"model\":\"gpt-5-codex\"}");

    protected override string Lines(Log log)
    {
        var (time, tokens) = (Time(), Tokens());
        var last = new[] { tokens.Input + tokens.CacheRead, tokens.CacheRead, 0, tokens.Output, Dice.Below((int)tokens.Output), 0 };
        last[5] = last[0] + last[3];
        for (var i = 0; i < last.Length; i++) log.Total[i] += last[i];
        var count = Line(time, "event_msg", $"{{\"type\":\"token_count\",\"info\":{{\"total_token_usage\":{Usage(log.Total)},\"last_token_usage\":{Usage(last)}}}}}");
        State("codex", $"{Next()}", time, "gpt-5-codex", $"codex-{log.Number}", tokens with { CacheWrite5m = 0, Reasoning = last[4] });
        return Line(time, "response_item", $"{{\"type\":\"message\",\"content\":[{{\"type\":\"output_text\",\"text\":\"{Prose()}\"}}]}}") + count + (Dice.OneIn(8) ? count : "");
    }

    private static string Line(DateTime time, string type, string payload) => $"{{\"timestamp\":\"{Stamp(time)}\",\"type\":\"{type}\",\"payload\":{payload}}}\n";

    private static string Usage(long[] u) =>
        $"{{\"input_tokens\":{u[0]},\"cached_input_tokens\":{u[1]},\"output_tokens\":{u[3]},\"reasoning_output_tokens\":{u[4]},\"total_tokens\":{u[5]}}}";
}

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>Claude Code: responses streamed over one to three lines, of which the last has the real count.</summary>
internal sealed class ClaudeWriter(string home, ChaosTruth truth, ChaosTool tool, ulong seed) : LineWriter(home, truth, tool, seed)
{
    protected override string Name(int number) => Path.Combine(Home, ".claude", "projects", "-w-" + (number % 4), $"s{number}.jsonl");

    protected override string Head(Log log) => $"{{\"type\":\"summary\",\"summary\":\"{Prose()}\",\"leafUuid\":\"x\"}}\n";

    protected override string Lines(Log log)
    {
        var (number, time, final, lines) = (Next(), Time(), Tokens(), "");
        for (var left = Dice.Below(3); left >= 0; left--)
        {
            var tokens = final with { Output = left == 0 ? final.Output : 0 };
            lines += $"{{\"type\":\"assistant\",\"timestamp\":\"{Stamp(time)}\",\"sessionId\":\"claude-{log.Number}\",\"cwd\":\"/w/{log.Number % 4}\",\"isSidechain\":false,\"message\":{{\"id\":\"msg_{number}\",\"model\":\"claude-opus-4-5\",\"role\":\"assistant\"," +
                $"\"content\":[{{\"type\":\"text\",\"text\":\"{Prose()}\"}}],\"usage\":{{\"input_tokens\":{tokens.Input},\"cache_creation_input_tokens\":{tokens.CacheWrite5m},\"cache_read_input_tokens\":{tokens.CacheRead},\"output_tokens\":{tokens.Output}}}}},\"requestId\":\"req_{number}\"}}\n";
        }

        State("claude-code", $"{number}", time, "claude-opus-4-5", $"claude-{log.Number}", final);
        return lines + (Dice.OneIn(3) ? $"{{\"type\":\"user\",\"timestamp\":\"{Stamp(time)}\",\"message\":{{\"role\":\"user\",\"content\":\"{Prose()}\"}}}}\n" : "");
    }
}

namespace Toktrack.Scanner.Tests.Chaos;

/// <summary>Gemini's record streams: messages, some of them stated twice, the second time with more.</summary>
internal sealed class GeminiWriter(string home, ChaosTruth truth, ChaosTool tool, ulong seed) : LineWriter(home, truth, tool, seed)
{
    protected override string Name(int number) => Path.Combine(Home, ".gemini", "tmp", "work", "chats", $"session-{number}.jsonl");

    protected override string Head(Log log) => $"{{\"sessionId\":\"gemini-{log.Number}\",\"projectHash\":\"h\",\"kind\":\"main\"}}\n";

    protected override string Lines(Log log)
    {
        var (number, time, tokens) = (Next(), Time(), Tokens());
        tokens = tokens with { CacheWrite5m = 0 };
        State("gemini", $"{number}", time, "gemini-3-pro", $"gemini-{log.Number}", tokens);
        var first = Dice.OneIn(3) ? Message(number, time, tokens with { Output = 0 }) + "\n" : "";
        return first + (Dice.OneIn(4) ? $"{{\"$set\":{{\"messages\":[{Message(number, time, tokens)}]}}}}\n" : Message(number, time, tokens) + "\n");
    }

    private string Message(int number, DateTime time, in Scanner.Model.TokenCounts tokens) =>
        $"{{\"id\":\"m{number}\",\"timestamp\":\"{Stamp(time)}\",\"type\":\"gemini\",\"content\":\"{Prose()}\",\"tokens\":{{\"input\":{tokens.Input + tokens.CacheRead},\"output\":{tokens.Output},\"cached\":{tokens.CacheRead},\"thoughts\":0,\"tool\":0}},\"model\":\"gemini-3-pro\"}}";
}

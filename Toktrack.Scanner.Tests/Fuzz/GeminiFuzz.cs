using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;
using static Toktrack.Scanner.Tests.Fuzz.JsonNode;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Streams of Gemini's records: messages, the session's own record, changes with lists of messages, and what is no usage.</summary>
internal sealed class GeminiFuzz : LineFuzz
{
    public override SourceId Id => SourceId.Gemini;

    public override int Layout => 1;

    public override string FileName(Dice dice) => dice.OneIn(3) ? "tmp/work/chats/s/agent.jsonl" : "tmp/work/chats/session-2026-01-02T10-00-1.jsonl";

    public override PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine) => PlainGeminiReader.Read(file, path, longestLine);

    protected override void Begin(ByteText file, Dice dice)
    {
        if (dice.OneIn(8)) return;
        var head = Head(dice);
        head.Renew(dice);
        head.Write(file, dice, 0);
        file.Add((byte)'\n');
    }

    protected override void NewLine(ByteText target, Dice dice)
    {
        var line = dice.Below(30) switch
        {
            < 20 => Message(dice),
            < 24 => Object(("id", Of("\"u" + dice.Below(100) + "\"")), ("timestamp", Made(ClaudeValues.Time)), ("type", Of("\"user\"")), ("content", Made(ClaudeValues.Prose))),
            24 => Head(dice),
            25 => Object(("$rewindTo", Of("\"m1\""))),
            26 => Object(("$set", Object(("lastUpdated", Made(ClaudeValues.Time)), ("model", Of(dice.Pick<string>(["\"gemini-3-pro\"", "null", "\"\""])))))),
            _ => Object(("$set", Object(("lastUpdated", Made(ClaudeValues.Time)), ("messages", Messages(dice))))),
        };
        line.Renew(dice);
        line.Write(target, dice, dice.OneIn(12) ? dice.Between(2, 10) : 0);
    }

    /// <summary>What a session says of itself.</summary>
    public static JsonNode Head(Dice dice)
    {
        var head = Object(("sessionId", Of(dice.Pick<string>(["\"s-1\"", "\"s-1\"", "\"s\\u002d1\"", "\"s-2\"", "\"\""]))), ("projectHash", Of("\"h\"")), ("startTime", Made(ClaudeValues.Time)), ("lastUpdated", Made(ClaudeValues.Time)), ("kind", Of("\"main\"")));
        if (dice.OneIn(3)) head.Members!.Add(("model"u8.ToArray(), Of("\"gemini-x\"")));
        return head;
    }

    /// <summary>A few messages.</summary>
    public static JsonNode Messages(Dice dice)
    {
        var messages = JsonNode.Array();
        for (var i = dice.Below(4); i > 0; i--) messages.Items!.Add(dice.OneIn(8) ? Of(ClaudeValues.Odd(dice)) : Message(dice));
        return messages;
    }

    /// <summary>A response, edited now and then.</summary>
    public static JsonNode Message(Dice dice)
    {
        var tokens = Object(("input", Made(ClaudeValues.Count)), ("output", Made(ClaudeValues.Count)), ("cached", Made(ClaudeValues.Count)), ("thoughts", Made(ClaudeValues.Count)), ("tool", Made(ClaudeValues.Count)), ("total", Of("1")));
        var message = Object(
            ("id", dice.OneIn(40) ? Of(ClaudeValues.Odd(dice)) : Of($"\"mC{dice.Below(3000).ToString(CultureInfo.InvariantCulture)}\"")), ("timestamp", Made(ClaudeValues.Time)), ("type", Of("\"gemini\"")),
            ("content", Made(ClaudeValues.Prose)), ("thoughts", JsonNode.Array()), ("tokens", dice.OneIn(20) ? Of("null") : tokens), ("model", Of(dice.Pick<string>(["\"gemini-3-pro\"", "\"gemini-3-flash\"", "\"gemini\\u002d3\"", "\"\"", "null"]))));
        message.Renew(dice);
        for (var edits = dice.OneIn(5) ? dice.Between(1, 2) : 0; edits > 0; edits--) LineEdits.Apply(message, dice);
        return message;
    }
}

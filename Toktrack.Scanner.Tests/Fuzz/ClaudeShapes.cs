using static Toktrack.Scanner.Tests.Fuzz.JsonNode;
using Values = Toktrack.Scanner.Tests.Fuzz.ClaudeValues;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>The shapes of Claude Code's lines, as real logs have them (and a few that only look like it).</summary>
internal static class ClaudeShapes
{
    public static JsonNode Any(Dice dice) => dice.Below(16) switch
    {
        0 or 1 => Assistant(Usage(dice)),
        2 => Assistant(RichUsage()),
        3 => Echo(Usage(dice)),
        4 => ToolResult(),
        5 => Advised(),
        6 => Other(dice),
        < 12 => Short(),
        _ => Spaced(),
    };

    private static JsonNode Usage(Dice dice) => dice.OneIn(3) ? RichUsage() : Object(
        ("input_tokens", Made(Values.Count)),
        ("cache_creation_input_tokens", Made(Values.Count)),
        ("cache_read_input_tokens", Made(Values.Count)),
        ("cache_creation", Object(("ephemeral_5m_input_tokens", Made(Values.Count)), ("ephemeral_1h_input_tokens", Made(Values.Count)))),
        ("output_tokens", Made(Values.Count)),
        ("service_tier", Of("\"standard\"")));

    private static JsonNode RichUsage() => Object(
        ("input_tokens", Made(Values.Count)),
        ("cache_creation_input_tokens", Made(Values.Count)),
        ("cache_read_input_tokens", Made(Values.Count)),
        ("output_tokens", Made(Values.Count)),
        ("server_tool_use", Object(("web_search_requests", Made(Values.Count)), ("web_fetch_requests", Made(Values.Count)))),
        ("service_tier", Of("\"standard\"")),
        ("cache_creation", Object(("ephemeral_1h_input_tokens", Made(Values.Count)), ("ephemeral_5m_input_tokens", Made(Values.Count)))),
        ("inference_geo", Of("\"\"")),
        ("iterations", Array()),
        ("speed", Made(Values.Speed)));

    private static JsonNode Message(JsonNode usage, JsonNode content) => Object(
        ("model", Made(Values.Model)), ("id", Made(Values.MessageId)), ("type", Of("\"message\"")), ("role", Of("\"assistant\"")),
        ("content", content), ("stop_reason", Of("null")), ("stop_sequence", Of("null")), ("usage", usage));

    private static JsonNode Text() => Array(Object(("type", Of("\"text\"")), ("text", Made(Values.Prose))));

    private static JsonNode Assistant(JsonNode usage) => Object(
        ("parentUuid", Made(Values.Uuid)), ("isSidechain", Made(Values.Flag)), ("userType", Of("\"external\"")), ("cwd", Made(Values.Folder)),
        ("sessionId", Made(Values.Session)), ("version", Of("\"2.1.39\"")), ("gitBranch", Made(Values.Branch)), ("message", Message(usage, Text())),
        ("requestId", Made(Values.RequestId)), ("type", Of("\"assistant\"")), ("uuid", Made(Values.Uuid)), ("timestamp", Made(Values.Time)));

    // Short lines, so that many fit into a minute.
    private static JsonNode Short() => Object(
        ("type", Of("\"assistant\"")), ("timestamp", Made(Values.Time)), ("requestId", Made(Values.RequestId)),
        ("message", Object(("id", Made(Values.MessageId)), ("model", Made(Values.Model)), ("usage", Object(("input_tokens", Made(Values.Count)), ("output_tokens", Made(Values.Count)))))));

    private static JsonNode Spaced() => Object(
        ("timestamp", Made(Values.Time)), ("sessionId", Made(Values.Session)), ("costUSD", Made(Values.Cost)),
        ("message", Object(
            ("usage", Object(("output_tokens", Made(Values.Count)), ("cache_read_input_tokens", Made(Values.Count)), ("cache_creation_input_tokens", Made(Values.Count)), ("input_tokens", Made(Values.Count)))),
            ("model", Made(Values.Model)), ("content", Made(Values.Prose)))));

    private static JsonNode Echo(JsonNode usage) => Object(
        ("cwd", Made(Values.Folder)), ("sessionId", Made(Values.Session)), ("isSidechain", Made(Values.Flag)), ("type", Of("\"progress\"")),
        ("data", Object(
            ("type", Of("\"agent_progress\"")),
            ("message", Object(("type", Of("\"assistant\"")), ("timestamp", Made(Values.Time)), ("message", Message(usage, Text())), ("requestId", Made(Values.RequestId)), ("uuid", Made(Values.Uuid)))),
            ("prompt", Made(Values.Prose)), ("agentId", Of("\"a7\"")), ("normalizedMessages", Array(Object(("message", Object(("usage", usage.Clone())))))))),
        ("timestamp", Made(Values.Time)));

    private static JsonNode ToolResult() => Object(
        ("type", Of("\"user\"")), ("timestamp", Made(Values.Time)), ("message", Object(("role", Of("\"user\"")), ("content", Text()))),
        ("toolUseResult", Object(("usage", Object(("input_tokens", Made(Values.Count)))), ("content", Made(Values.Prose)))));

    private static JsonNode Advised()
    {
        var usage = RichUsage();
        var at = usage.Members!.FindIndex(m => m.Key.AsSpan().SequenceEqual("iterations"u8));
        usage.Members[at] = (usage.Members[at].Key, Array(
            Object(("input_tokens", Made(Values.Count)), ("output_tokens", Made(Values.Count)), ("type", Of("\"message\""))),
            Object(("type", Of("\"advisor_message\"")), ("model", Made(Values.Model)), ("input_tokens", Made(Values.Count)), ("output_tokens", Made(Values.Count)), ("cache_creation", Object(("ephemeral_1h_input_tokens", Made(Values.Count))))),
            Of("7"),
            Object(("model", Made(Values.Model)), ("speed", Made(Values.Speed)), ("output_tokens", Made(Values.Count)), ("type", Of("\"advisor\\u005fmessage\"")))));
        return Assistant(usage);
    }

    private static JsonNode Other(Dice dice) => dice.Below(4) switch
    {
        0 => Object(("type", Of("\"progress\"")), ("data", Object(("type", Of("\"bash_progress\"")), ("message", Object(("type", Of("\"assistant\"")), ("message", Object(("usage", Object()))))))), ("timestamp", Made(Values.Time))),
        1 => Object(("type", Of("\"file-history-snapshot\"")), ("messageId", Made(Values.Uuid)), ("snapshot", Object(("text", Made(Values.Prose))))),
        2 => Object(("message", Array(Object(("usage", Object(("input_tokens", Of("1"))))))), ("timestamp", Made(Values.Time))),
        _ => Object(("usage", Object(("input_tokens", Of("5")))), ("timestamp", Made(Values.Time)), ("type", Of("null")), ("message", Object(("usage", Of("null")), ("usage", Object(("output_tokens", Made(Values.Count))))))),
    };
}

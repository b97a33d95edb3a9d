using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Tests.Reference;
using static Toktrack.Scanner.Tests.Fuzz.JsonNode;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Rollouts of Codex: a counter that grows, repeats itself and is reset, among what tools and people said; forks, resumed sessions, tiers.</summary>
internal sealed class CodexFuzz : LineFuzz
{
    private static readonly string[] s_kinds = ["input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens", "reasoning_output_tokens", "total_tokens"];

    private readonly long[] _total = new long[6];
    private DateTime _time;
    private int _step = 1000;

    public override SourceId Id => SourceId.Codex;

    public override string FileName(Dice dice) => dice.OneIn(3) ? "sessions/plain.jsonl" : "sessions/2026/01/02/rollout-2026-01-02T10-00-00-6f4e1a2c-0000-4000-8000-000000000001.jsonl";

    public override PlainReading Read(ReadOnlySpan<byte> file, string path, int longestLine) => PlainCodexReader.Read(file, path, longestLine);

    protected override void Begin(ByteText file, Dice dice)
    {
        _time = new DateTime(2026, dice.Between(1, 12), dice.Between(1, 28), dice.Below(24), dice.Below(60), dice.Below(60)).AddMilliseconds(dice.Below(1000));
        _step = dice.OneIn(3) ? 10 : 3000;
        System.Array.Clear(_total);
        if (dice.OneIn(10)) return;
        Line("session_meta", Meta(dice)).Write(file, dice, 0);
        file.Add((byte)'\n');
    }

    protected override void NewLine(ByteText target, Dice dice)
    {
        var line = dice.Below(40) switch
        {
            < 20 => Line("event_msg", Count(dice)),
            < 34 => Noise(dice),
            34 => Line("session_meta", Meta(dice)),
            < 37 => Line("turn_context", Object(("cwd", Made(ClaudeValues.Folder)), ("model", Of(dice.Pick<string>(["\"gpt-5.4\"", "\"gpt-5-codex\"", "\"gpt\\u002d5\"", "\"\"", "null"]))))),
            37 => Line("event_msg", Object(("type", Of("\"thread_settings_applied\"")), ("thread_settings", Object(("model", Of("\"x\"")), ("service_tier", Of(dice.Pick<string>(["\"priority\"", "\"fast\"", "\"default\"", "\"flex\"", "null"]))))))),
            _ => Line("event_msg", Object(("type", Of("\"token_count\"")), ("info", Of("null")), ("rate_limits", Of("{}")))),
        };
        line.Renew(dice);
        for (var edits = dice.OneIn(5) ? dice.Between(1, 2) : 0; edits > 0; edits--) LineEdits.Apply(line, dice);
        line.Write(target, dice, dice.OneIn(12) ? dice.Between(2, 10) : 0);
    }

    private JsonNode Line(string type, JsonNode payload)
    {
        _time = _time.AddMilliseconds(_step / 2);
        return Object(("timestamp", Of($"\"{_time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}\"")), ("type", Of($"\"{type}\"")), ("payload", payload));
    }

    private static JsonNode Meta(Dice dice)
    {
        var meta = Object(("id", Of(dice.Pick<string>(["\"s-1\"", "\"s-1\"", "\"s-1\"", "\"s-2\"", "\"s\\u002d1\"", "\"\""]))), ("timestamp", Made(ClaudeValues.Time)), ("cwd", Made(ClaudeValues.Folder)),
            ("instructions", Made(ClaudeValues.Prose)), ("git", Object(("commit_hash", Of("\"abc\"")), ("branch", Made(ClaudeValues.Branch)))));
        if (dice.OneIn(3)) meta.Members!.Insert(1, ("forked_from_id"u8.ToArray(), Of(dice.Pick<string>(["\"s-0\"", "null", "\"\""]))));
        meta.Renew(dice);
        return meta;
    }

    private JsonNode Count(Dice dice)
    {
        var last = new long[6];
        for (var i = 0; i < 5; i++) last[i] = dice.OneIn(4) ? 0 : dice.Below(i == 0 ? 300_000 : 3000);
        if (dice.OneIn(10)) System.Array.Clear(last);
        if (dice.OneIn(60)) System.Array.Clear(_total);
        for (var i = 0; i < 5; i++) _total[i] += last[i];
        (last[5], _total[5]) = (last[0] + last[3], _total[0] + _total[3]);
        var info = Object(("total_token_usage", Usage(_total, dice)), ("last_token_usage", Usage(last, dice)), ("model_context_window", Of("258400")));
        if (dice.OneIn(8)) info.Members!.RemoveAt(dice.Below(2));
        return Object(("type", Of("\"token_count\"")), ("info", info), ("rate_limits", Object(("primary", Object(("used_percent", Of("44.0")))))));
    }

    private static JsonNode Usage(long[] counts, Dice dice)
    {
        var usage = Object();
        for (var i = 0; i < counts.Length; i++)
        {
            if (i == 2 && dice.OneIn(2)) continue;
            usage.Members!.Add((System.Text.Encoding.ASCII.GetBytes(s_kinds[i]), dice.OneIn(500) ? Made(ClaudeValues.Count) : Of(counts[i].ToString(CultureInfo.InvariantCulture))));
        }

        return usage;
    }

    private JsonNode Noise(Dice dice) => dice.Below(4) switch
    {
        0 => Line("event_msg", Object(("type", Of("\"agent_message\"")), ("message", Made(ClaudeValues.Prose)))),
        1 => Line("response_item", Object(("type", Of("\"message\"")), ("role", Of("\"assistant\"")), ("content", Array(Object(("type", Of("\"output_text\"")), ("text", Made(ClaudeValues.Prose))))))),
        2 => Line("response_item", Object(("type", Of("\"function_call_output\"")), ("output", Of("\"{\\\"timestamp\\\":1,\\\"type\\\":\\\"token_count\\\"}\"")), ("call_id", Made(ClaudeValues.RequestId)))),
        _ => Line("compacted", Object(("message", Made(ClaudeValues.Prose)), ("replacement_history", Array(Object(("type", Of("\"message\""))))))),
    };
}

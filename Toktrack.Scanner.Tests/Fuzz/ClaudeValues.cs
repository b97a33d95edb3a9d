using System.Text;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Values as Claude Code's logs hold them, with the odd ones in between.</summary>
internal static class ClaudeValues
{
    private static readonly string[] s_words =
    [
        "the", "file", "reads", "usage", "tokens", "{", "}", "[", "]", ":", ",", "\\n", "\\\"", "\\\\", "\\t", "\\u00e9", "\u00e9", "\u4f60\u597d", "\ud83d\ude00",
        "\\ud83d\\ude00", "\\\"usage\\\":{\\\"input_tokens\\\":7}", "}{", "\\/", "\\u007b", "input_tokens", "0123456789", "\\\\\\\\",
    ];

    private static readonly string[] s_rareWords =
        ["\\ud83d", "\\udc00", "\\u0075sage", "\\u0061", "\\u0000", "\\uFFFF", "\\\\\\\\\\\\\\\\\\\"", "\\u005c", "\\u0022usage\\u0022:{"];

    private static readonly string[] s_models =
        ["claude-opus-4-5-20251101", "claude-sonnet-4-5", "claude-haiku-4-5", "<synthetic>", "claude\\u002dopus", "\\u003csynthetic>", "", "claude-3-\u00e9", "\\ud800"];

    private static readonly string[] s_oddCounts =
    [
        "-1", "1.5", "1e3", "0", "-0", "2147483648", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551617", "123456789012345678",
        "1234567890123456789", "1000000000000000000000000000000", "null", "true", "\"5\"", "\"\"", "{}", "[]", "[1,2]", "{\"a\":1}", "0.0", "1E400", "12.0", "99999999999999999",
    ];

    private static readonly string[] s_oddTimes =
    [
        "2026-01-24T16:20:51Z", "2026-01-24T16:20:51.4514519999Z", "2026-01-24T16:20:51+09:00", "2026-01-24T16:20:51.5-03:30", "2026-01-24 16:20:51z", "2026-12-31T23:59:60Z",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2026-01-24T16:20:51", "", "yesterday", "2026-01-24T24:00:00Z", "2026-13-24T16:20:51Z",
        "2026-01-24T16:20:51.Z", "2026-01-24T16:20:51.451+9:00", "2026-01-24T16:20:51.451ZZ", "2026\\u002d01-24T16:20:51.451Z", "0001-01-02T00:00:00Z", "9999-12-30T23:59:59.9Z", "2026-01-24T16:20:51+24:00",
    ];

    private static readonly string[] s_oddValues = ["null", "true", "false", "0", "-1.5e-7", "\"\"", "\"x\"", "[]", "{}", "[[],{}]", "{\"usage\":{}}", "12345678901234567890123", "\"assistant\""];

    public static byte[] Count(Dice dice) => dice.OneIn(400)
        ? Bytes(dice.Pick<string>(s_oddCounts))
        : Bytes((dice.Below(4) switch { 0 => dice.Below(10), 1 => dice.Below(1000), 2 => dice.Below(200_000), _ => dice.Below(2_000_000) }).ToString());

    public static byte[] Time(Dice dice) => dice.OneIn(100)
        ? Quoted(dice.Pick<string>(s_oddTimes))
        : Quoted($"2026-0{dice.Between(1, 9)}-{dice.Between(10, 28)}T{dice.Between(10, 23)}:{dice.Between(10, 59)}:{dice.Between(10, 59)}.{dice.Between(100, 999)}Z");

    public static byte[] Model(Dice dice) => Quoted(dice.OneIn(8) ? dice.Pick<string>(s_models) : s_models[dice.Below(3)]);

    public static byte[] MessageId(Dice dice) => Quoted(dice.OneIn(60) ? dice.Pick<string>(["", "\\u006dsg_1", "x", "\\ud800", "msg_\u00e9"]) : "msg_01AbCdEf" + dice.Below(5000));

    public static byte[] RequestId(Dice dice) => dice.OneIn(40) ? Bytes(dice.Pick<string>(["null", "\"\"", "7"])) : Quoted("req_011C" + dice.Below(5000));

    public static byte[] Session(Dice dice) => Quoted(dice.OneIn(60) ? dice.Pick<string>(["", "s\\u0031", "\\udbff", "\u00fc"]) : "6f4e1a2c-0000-4000-8000-00000000000" + dice.Below(10));

    public static byte[] Folder(Dice dice) => Quoted(dice.OneIn(60) ? dice.Pick<string>(["", "C:\\\\work\\\\x", "/tmp/\\u00e9", "/a\\/b"]) : "/home/ann/project" + dice.Below(8));

    public static byte[] Branch(Dice dice) => Quoted(dice.Pick<string>(["main", "main", "feature/x", "", "f\\u0069x"]));

    public static byte[] Flag(Dice dice) => dice.OneIn(100) ? Bytes(dice.Pick<string>(["null", "0", "\"true\"", "[]"])) : Bytes(dice.OneIn(4) ? "true" : "false");

    public static byte[] Speed(Dice dice) => Quoted(dice.Pick<string>(["standard", "fast", "f\\u0061st", "Fast"]));

    public static byte[] Cost(Dice dice) => Bytes(dice.Pick<string>(["0.0123", "1.5e-3", "0", "-1", "null", "\"0.1\"", "123456.789", "1e9", "1e10", "0.0000000015", "1E-400"]));

    public static byte[] Uuid(Dice dice) => Quoted(dice.Next().ToString("x16") + "-4000");

    public static byte[] Odd(Dice dice) => Bytes(dice.Pick<string>(s_oddValues));

    /// <summary>Free text: prose, quoted code, escapes; rarely long, rarely not UTF-8.</summary>
    public static byte[] Prose(Dice dice)
    {
        var text = new ByteText();
        text.Add((byte)'"');
        for (var words = dice.OneIn(50) ? dice.Below(400) : dice.Below(12); words > 0; words--)
        {
            text.Add(Encoding.UTF8.GetBytes(dice.OneIn(60) ? dice.Pick<string>(s_rareWords) : dice.Pick<string>(s_words)));
            if (dice.OneIn(2)) text.Add((byte)' ');
            if (dice.OneIn(500)) text.Add(dice.Pick("\xFF\x80\xC0\x7F"u8));
        }

        text.Add((byte)'"');
        return text.Span.ToArray();
    }

    private static byte[] Quoted(string text) => Bytes('"' + text + '"');

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

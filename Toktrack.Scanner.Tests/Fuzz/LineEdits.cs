using System.Text;

namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>Small changes of a line that leave it JSON: what a fast path that trusts the line before must not trip over.</summary>
internal static class LineEdits
{
    public static void Apply(JsonNode line, Dice dice)
    {
        var objects = new List<JsonNode>();
        line.Objects(objects);
        var members = dice.PickFrom(objects).Members!;
        if (members.Count == 0)
        {
            members.Add(("x"u8.ToArray(), JsonNode.Of(ClaudeValues.Odd(dice))));
            return;
        }

        var at = dice.Below(members.Count);
        var (key, value) = members[at];
        switch (dice.Below(11))
        {
            case 0:
                for (var i = members.Count - 1; i > 0; i--)
                {
                    var j = dice.Below(i + 1);
                    (members[i], members[j]) = (members[j], members[i]);
                }

                break;
            case 1:
                var other = dice.Below(members.Count);
                (members[at], members[other]) = (members[other], members[at]);
                break;
            case 2:
                members[at] = (Escaped(key, dice), value);
                break;
            case 3:
                members.RemoveAt(at);
                break;
            case 4:
                members.Insert(dice.Below(members.Count + 1), (Encoding.ASCII.GetBytes(dice.Pick<string>(["extra", "usage2", "Usage", "", "message", "data", "type", "id", "timestamp", "usage", "iterations"])), JsonNode.Of(ClaudeValues.Odd(dice))));
                break;
            case 5:
                // The same key twice: the later stands.
                members.Insert(dice.Below(members.Count + 1), (dice.OneIn(2) ? Escaped(key, dice) : key, dice.OneIn(2) ? value.Clone() : JsonNode.Of(ClaudeValues.Odd(dice))));
                break;
            case 6:
                members[at] = (key, JsonNode.Of(ClaudeValues.Odd(dice)));
                break;
            case 7 when key.Length > 0:
                var renamed = (byte[])key.Clone();
                renamed[dice.Below(renamed.Length)] = (byte)dice.Between('a', 'z');
                members[at] = (renamed, value);
                break;
            case 8:
                members[at] = (key, JsonNode.Of(ClaudeValues.Prose(dice)));
                break;
            case 9:
                members[at] = (key, JsonNode.Array(value));
                break;
            default:
                members.Add(("deep"u8.ToArray(), JsonNode.Of(Nested(dice))));
                break;
        }
    }

    private static byte[] Escaped(byte[] key, Dice dice)
    {
        if (key.Length == 0) return key;
        var at = dice.Below(key.Length);
        if (key[at] is < 0x20 or >= 0x7F or (byte)'\\' || key.AsSpan().Contains((byte)'\\')) return key;
        return [.. key[..at], .. Encoding.ASCII.GetBytes($"\\u00{key[at]:x2}"), .. key[(at + 1)..]];
    }

    private static byte[] Nested(Dice dice)
    {
        var text = new StringBuilder();
        var closing = new Stack<char>();
        for (var depth = dice.OneIn(10) ? dice.Below(300) : dice.Below(12); depth > 0; depth--)
        {
            var isArray = dice.OneIn(2);
            text.Append(isArray ? "[" : "{\"usage\":");
            closing.Push(isArray ? ']' : '}');
        }

        text.Append("null");
        foreach (var c in closing) text.Append(c);
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}

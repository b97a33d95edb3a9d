namespace Toktrack.Scanner.Tests.Fuzz;

/// <summary>A value of a generated line: a text as it is written, or members, or items. It can be renewed: same shape, other values.</summary>
internal sealed class JsonNode
{
    private Func<Dice, byte[]>? _maker;

    /// <summary>A number, literal or string as written; null for containers.</summary>
    public byte[]? Text { get; set; }

    /// <summary>Members, keys without quotes; null for anything but an object.</summary>
    public List<(byte[] Key, JsonNode Value)>? Members { get; private init; }

    /// <summary>Elements; null for anything but an array.</summary>
    public List<JsonNode>? Items { get; private init; }

    public static JsonNode Of(string text) => new() { Text = System.Text.Encoding.UTF8.GetBytes(text) };

    public static JsonNode Of(byte[] text) => new() { Text = text };

    public static JsonNode Made(Func<Dice, byte[]> maker) => new() { _maker = maker };

    public static JsonNode Object(params (string Key, JsonNode Value)[] members) =>
        new() { Members = [.. members.Select(m => (System.Text.Encoding.UTF8.GetBytes(m.Key), m.Value))] };

    public static JsonNode Array(params JsonNode[] items) => new() { Items = [.. items] };

    public JsonNode Clone() => new()
    {
        _maker = _maker,
        Text = Text,
        Members = Members is null ? null : [.. Members.Select(m => (m.Key, m.Value.Clone()))],
        Items = Items is null ? null : [.. Items.Select(i => i.Clone())],
    };

    /// <summary>Gives about a third of the values that have a maker a new text, and all that have none yet.</summary>
    public void Renew(Dice dice)
    {
        if (_maker is not null && (Text is null || dice.OneIn(3))) Text = _maker(dice);
        if (Members is not null)
        {
            foreach (var member in Members) member.Value.Renew(dice);
        }

        if (Items is not null)
        {
            foreach (var item in Items) item.Renew(dice);
        }
    }

    /// <summary>All objects in it, itself first.</summary>
    public void Objects(List<JsonNode> found)
    {
        if (Members is not null)
        {
            found.Add(this);
            foreach (var member in Members) member.Value.Objects(found);
        }

        if (Items is not null)
        {
            foreach (var item in Items) item.Objects(found);
        }
    }

    /// <summary>Writes it; between tokens white space appears once in <paramref name="white"/> places (0: never).</summary>
    public void Write(ByteText target, Dice dice, int white)
    {
        White(target, dice, white);
        if (Text is not null)
        {
            target.Add(Text);
        }
        else if (Members is not null)
        {
            target.Add((byte)'{');
            for (var i = 0; i < Members.Count; i++)
            {
                if (i > 0) target.Add((byte)',');
                White(target, dice, white);
                target.Add((byte)'"');
                target.Add(Members[i].Key);
                target.Add((byte)'"');
                White(target, dice, white);
                target.Add((byte)':');
                Members[i].Value.Write(target, dice, white);
            }

            White(target, dice, white);
            target.Add((byte)'}');
        }
        else
        {
            target.Add((byte)'[');
            for (var i = 0; i < Items!.Count; i++)
            {
                if (i > 0) target.Add((byte)',');
                Items[i].Write(target, dice, white);
            }

            White(target, dice, white);
            target.Add((byte)']');
        }

        White(target, dice, white);
    }

    private static void White(ByteText target, Dice dice, int white)
    {
        if (white == 0) return;
        while (dice.OneIn(white)) target.Add(dice.Pick(" \t\r  "u8));
    }
}

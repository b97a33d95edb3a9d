using System.Text.Json;

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>The members of one JSON object, by a plain <see cref="Utf8JsonReader"/>. Of members with one name the last stands, as a whole.</summary>
internal readonly ref struct PlainObject
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly int _first;
    private readonly int _count;

    // Members of all objects of the line that is being read, in one list, so that millions of lines make no garbage.
    [ThreadStatic]
    private static List<(int Name, int NameEnd, bool Escaped, int Value, int ValueEnd)>? t_members;

    /// <summary>Reads <paramref name="json"/>, which must be one whole value; anything but an object has no members.</summary>
    public PlainObject(ReadOnlySpan<byte> json)
    {
        _json = json;
        _first = Members.Count;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return;
        IsObject = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = (int)reader.TokenStartIndex;
            var nameEnd = name + reader.ValueSpan.Length + 2;
            var escaped = reader.ValueIsEscaped;
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            Members.Add((name, nameEnd, escaped, value, (int)reader.BytesConsumed));
        }

        _count = Members.Count - _first;
    }

    private static List<(int Name, int NameEnd, bool Escaped, int Value, int ValueEnd)> Members => t_members ??= [];

    /// <summary>Forgets the members of all objects of this thread: no object may be asked any more.</summary>
    public static void Forget() => Members.Clear();

    /// <summary>True when the value is an object.</summary>
    public bool IsObject { get; }

    /// <summary>The value of the last member called <paramref name="name"/>, as it stands; empty where there is none.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> name]
    {
        get
        {
            for (var i = _first + _count - 1; i >= _first; i--)
            {
                var member = Members[i];
                var key = _json[member.Name..member.NameEnd];
                if (member.Escaped ? PlainText.Is(key, name) : key[1..^1].SequenceEqual(name)) return _json[member.Value..member.ValueEnd];
            }

            return default;
        }
    }

    /// <summary>The member called <paramref name="name"/> as an object; without members where it is none.</summary>
    public PlainObject Object(ReadOnlySpan<byte> name) => this[name] is [(byte)'{', ..] json ? new(json) : new("null"u8);
}

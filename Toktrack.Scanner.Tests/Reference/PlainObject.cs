using System.Text.Json;

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>The members of one JSON object, by a plain <see cref="Utf8JsonReader"/>. Of members with one name the last stands, as a whole.</summary>
internal readonly ref struct PlainObject
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly List<(int Name, int NameEnd, bool Escaped, int Value, int ValueEnd)> _members = [];

    /// <summary>Reads <paramref name="json"/>, which must be one whole value; anything but an object has no members.</summary>
    public PlainObject(ReadOnlySpan<byte> json)
    {
        _json = json;
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
            _members.Add((name, nameEnd, escaped, value, (int)reader.BytesConsumed));
        }
    }

    /// <summary>True when the value is an object.</summary>
    public bool IsObject { get; }

    /// <summary>The value of the last member called <paramref name="name"/>, as it stands; empty where there is none.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> name]
    {
        get
        {
            for (var i = _members.Count - 1; i >= 0; i--)
            {
                var member = _members[i];
                var key = _json[member.Name..member.NameEnd];
                if (member.Escaped ? PlainText.Is(key, name) : key[1..^1].SequenceEqual(name)) return _json[member.Value..member.ValueEnd];
            }

            return default;
        }
    }

    /// <summary>The member called <paramref name="name"/> as an object; without members where it is none.</summary>
    public PlainObject Object(ReadOnlySpan<byte> name) => this[name] is [(byte)'{', ..] json ? new(json) : new("null"u8);
}

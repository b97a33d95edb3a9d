using System.Text.Json;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>A message while its properties are read, and afterwards.</summary>
internal struct GeminiMessage
{
    /// <summary>Stable hash of the message's id; 0 where it has none.</summary>
    public ulong Id;

    /// <summary>UTC ticks; 0 where it has no usable time.</summary>
    public long Time;

    /// <summary>Offset of the message in its file.</summary>
    public long Offset;

    /// <summary>Tokens by the rules of section 3.</summary>
    public TokenCounts Tokens;

    /// <summary>The model, null where the message names none.</summary>
    public string? Model;

    /// <summary>The session it belongs to, null where none was named.</summary>
    public string? Session;

    /// <summary>The session's model, null where none was named.</summary>
    public string? SessionModel;

    /// <summary>One bit for each token count that is no count.</summary>
    public int BadCounts;

    private bool _isGemini;
    private bool _hasTokens;

    /// <summary>True for a response: everything else is no usage.</summary>
    public readonly bool IsResponse => _isGemini && _hasTokens;

    /// <summary>Reads the property whose name the reader stands on, if it is one of a message's; else leaves the reader there.</summary>
    public bool TryReadProperty(ref Utf8JsonReader reader)
    {
        if (JsonValues.Is(ref reader, "id"u8))
        {
            reader.Read();
            Id = JsonValues.Hash(JsonValues.Text(ref reader));
        }
        else if (JsonValues.Is(ref reader, "timestamp"u8))
        {
            reader.Read();
            Time = JsonValues.Time(ref reader);
        }
        else if (JsonValues.Is(ref reader, "type"u8))
        {
            reader.Read();
            _isGemini = reader.TokenType == JsonTokenType.String && JsonValues.Is(ref reader, "gemini"u8);
            reader.Skip();
        }
        else if (JsonValues.Is(ref reader, "model"u8))
        {
            reader.Read();
            Model = JsonValues.Text(ref reader);
        }
        else if (JsonValues.Is(ref reader, "tokens"u8)) ReadTokens(ref reader);
        else return false;
        return true;
    }

    private void ReadTokens(ref Utf8JsonReader reader)
    {
        Tokens = default;
        BadCounts = 0;
        reader.Read();
        _hasTokens = reader.TokenType == JsonTokenType.StartObject;
        if (!_hasTokens)
        {
            reader.Skip();
            return;
        }

        long input = 0, output = 0, cached = 0, thoughts = 0, tool = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "input"u8)) input = Next(ref reader, 1);
            else if (JsonValues.Is(ref reader, "output"u8)) output = Next(ref reader, 2);
            else if (JsonValues.Is(ref reader, "cached"u8)) cached = Next(ref reader, 4);
            else if (JsonValues.Is(ref reader, "thoughts"u8)) thoughts = Next(ref reader, 8);
            else if (JsonValues.Is(ref reader, "tool"u8)) tool = Next(ref reader, 16);
            else reader.Skip();
        }

        Tokens.Input = JsonValues.Sum(Math.Max(0, input - cached), tool);
        Tokens.CacheRead = cached;
        Tokens.Output = JsonValues.Sum(output, thoughts);
        Tokens.Reasoning = thoughts;
    }

    // A count that is stated twice is the later one: nothing of the first may stay.
    private long Next(ref Utf8JsonReader reader, int bit)
    {
        reader.Read();
        var isBad = false;
        var count = JsonValues.Count(ref reader, ref isBad);
        BadCounts = isBad ? BadCounts | bit : BadCounts & ~bit;
        return count;
    }
}

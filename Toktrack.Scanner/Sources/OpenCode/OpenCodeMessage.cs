using System.Text.Json;
using Toktrack.Scanner.Materialize;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>
/// One message as OpenCode writes it: a row's <c>data</c> in the database, or a whole file of the older tree, which also
/// carries <c>id</c> and <c>sessionID</c>.
/// </summary>
internal struct OpenCodeMessage
{
    public string? Id;
    public string? Session;
    public string? Folder;
    public long Created;
    public long Completed;
    public long ReportedCost;
    public TokenCounts Tokens;
    public bool IsAssistant;
    public bool HasTokens;

    /// <summary>One bit for each token count that is no count.</summary>
    public int BadCounts;

    private string? _model;
    private string? _nestedModel;
    private long _output;

    /// <summary>The model, null where the message names none.</summary>
    public readonly string? Model => _model is { Length: > 0 } ? _model : _nestedModel;

    /// <summary>True for a response: everything else in the logs is no usage.</summary>
    public readonly bool IsResponse => IsAssistant && HasTokens;

    /// <summary>Reads the message.</summary>
    /// <exception cref="JsonException"><paramref name="json"/> is not one JSON object.</exception>
    public static OpenCodeMessage Parse(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        var reader = new Utf8JsonReader(json, JsonValues.ReaderOptions with { AllowMultipleValues = false });
        var message = default(OpenCodeMessage);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A message must be an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) message.ReadProperty(ref reader);
        while (reader.Read())
        {
        }

        return message;
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (JsonValues.Is(ref reader, "role"u8))
        {
            reader.Read();
            IsAssistant = reader.TokenType == JsonTokenType.String && JsonValues.Is(ref reader, "assistant"u8);
            reader.Skip();
        }
        else if (JsonValues.Is(ref reader, "tokens"u8)) ReadTokens(ref reader);
        else if (JsonValues.Is(ref reader, "time"u8)) ReadTime(ref reader);
        else if (JsonValues.Is(ref reader, "path"u8)) ReadPath(ref reader);
        else if (JsonValues.Is(ref reader, "modelID"u8)) _model = NextText(ref reader);
        else if (JsonValues.Is(ref reader, "model"u8)) ReadModel(ref reader);
        else if (JsonValues.Is(ref reader, "id"u8)) Id = NextText(ref reader);
        else if (JsonValues.Is(ref reader, "sessionID"u8)) Session = NextText(ref reader);
        else if (JsonValues.Is(ref reader, "cost"u8))
        {
            reader.Read();
            ReportedCost = JsonValues.NanoDollars(ref reader);
        }
        else reader.Skip();
    }

    private void ReadTokens(ref Utf8JsonReader reader)
    {
        Tokens = default;
        BadCounts = 0;
        _output = 0;
        reader.Read();
        HasTokens = reader.TokenType == JsonTokenType.StartObject;
        if (!HasTokens)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "input"u8)) Tokens.Input = NextCount(ref reader, 1);
            else if (JsonValues.Is(ref reader, "output"u8)) _output = NextCount(ref reader, 2);
            else if (JsonValues.Is(ref reader, "reasoning"u8)) Tokens.Reasoning = NextCount(ref reader, 4);
            else if (JsonValues.Is(ref reader, "cache"u8)) ReadCache(ref reader);
            else reader.Skip();
        }

        Tokens.Output = JsonValues.Sum(_output, Tokens.Reasoning);
    }

    private void ReadCache(ref Utf8JsonReader reader)
    {
        Tokens.CacheRead = Tokens.CacheWrite5m = 0;
        BadCounts &= ~(8 | 16);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "read"u8)) Tokens.CacheRead = NextCount(ref reader, 8);
            else if (JsonValues.Is(ref reader, "write"u8)) Tokens.CacheWrite5m = NextCount(ref reader, 16);
            else reader.Skip();
        }
    }

    private void ReadTime(ref Utf8JsonReader reader)
    {
        Created = Completed = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "created"u8))
            {
                reader.Read();
                Created = JsonValues.EpochMilliseconds(ref reader);
            }
            else if (JsonValues.Is(ref reader, "completed"u8))
            {
                reader.Read();
                Completed = JsonValues.EpochMilliseconds(ref reader);
            }
            else reader.Skip();
        }
    }

    // The path is {"cwd", "root"}; a few old versions wrote the folder itself.
    private void ReadPath(ref Utf8JsonReader reader)
    {
        Folder = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Folder = JsonValues.Text(ref reader);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "cwd"u8)) Folder = NextText(ref reader);
            else reader.Skip();
        }
    }

    // User messages and some assistant ones carry {"providerID", "modelID"} instead of a bare modelID.
    private void ReadModel(ref Utf8JsonReader reader)
    {
        _nestedModel = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "modelID"u8)) _nestedModel = NextText(ref reader);
            else reader.Skip();
        }
    }

    // What is stated twice is the later statement: nothing of the first may stay.
    private long NextCount(ref Utf8JsonReader reader, int bit)
    {
        reader.Read();
        var isBad = false;
        var count = JsonValues.Count(ref reader, ref isBad);
        BadCounts = isBad ? BadCounts | bit : BadCounts & ~bit;
        return count;
    }

    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonValues.Text(ref reader);
    }
}

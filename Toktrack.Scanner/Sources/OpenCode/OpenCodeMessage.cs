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
    public string? Model;
    public string? Folder;
    public long Created;
    public long Completed;
    public long ReportedCost;
    public TokenCounts Tokens;
    public bool IsAssistant;
    public bool HasTokens;
    public bool BadCount;

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
        if (reader.ValueTextEquals("role"u8))
        {
            reader.Read();
            IsAssistant = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("assistant"u8);
            reader.Skip();
        }
        else if (reader.ValueTextEquals("tokens"u8)) ReadTokens(ref reader);
        else if (reader.ValueTextEquals("time"u8)) ReadTime(ref reader);
        else if (reader.ValueTextEquals("path"u8)) ReadPath(ref reader);
        else if (reader.ValueTextEquals("modelID"u8)) Model = NextText(ref reader) ?? Model;
        else if (reader.ValueTextEquals("model"u8)) ReadModel(ref reader);
        else if (reader.ValueTextEquals("id"u8)) Id = NextText(ref reader);
        else if (reader.ValueTextEquals("sessionID"u8)) Session = NextText(ref reader);
        else if (reader.ValueTextEquals("cost"u8))
        {
            reader.Read();
            ReportedCost = JsonValues.NanoDollars(ref reader);
        }
        else reader.Skip();
    }

    private void ReadTokens(ref Utf8JsonReader reader)
    {
        Tokens = default;
        BadCount = false;
        reader.Read();
        HasTokens = reader.TokenType == JsonTokenType.StartObject;
        if (!HasTokens)
        {
            reader.Skip();
            return;
        }

        long output = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input"u8)) Tokens.Input = NextCount(ref reader);
            else if (reader.ValueTextEquals("output"u8)) output = NextCount(ref reader);
            else if (reader.ValueTextEquals("reasoning"u8)) Tokens.Reasoning = NextCount(ref reader);
            else if (reader.ValueTextEquals("cache"u8)) ReadCache(ref reader);
            else reader.Skip();
        }

        Tokens.Output = JsonValues.Sum(output, Tokens.Reasoning);
    }

    private void ReadCache(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("read"u8)) Tokens.CacheRead = NextCount(ref reader);
            else if (reader.ValueTextEquals("write"u8)) Tokens.CacheWrite5m = NextCount(ref reader);
            else reader.Skip();
        }
    }

    private void ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("created"u8))
            {
                reader.Read();
                Created = JsonValues.EpochMilliseconds(ref reader);
            }
            else if (reader.ValueTextEquals("completed"u8))
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
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Folder = JsonValues.Text(ref reader);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("cwd"u8)) Folder = NextText(ref reader);
            else reader.Skip();
        }
    }

    // User messages and some assistant ones carry {"providerID", "modelID"} instead of a bare modelID.
    private void ReadModel(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("modelID"u8) && NextText(ref reader) is { } model) Model ??= model;
            else reader.Skip();
        }
    }

    private long NextCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonValues.Count(ref reader, ref BadCount);
    }

    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonValues.Text(ref reader);
    }
}

using System.Text.Json;
using Toktrack.Scanner.Materialize;

namespace Toktrack.Scanner.Sources.Gemini;

/// <summary>
/// Reads the top-level objects of both formats, which overlap: a message, the session's metadata (with or without its
/// messages), or <c>$set</c> with either. What a record says of the session holds for the messages after it and in it.
/// </summary>
internal sealed class GeminiRecordReader
{
    private readonly List<GeminiMessage> _messages = [];

    /// <summary>The responses read since <see cref="Clear"/>, in order.</summary>
    public IReadOnlyList<GeminiMessage> Messages => _messages;

    /// <summary>The session's id; null while none was named.</summary>
    public string? Session { get; set; }

    /// <summary>The session's model, for messages that name none.</summary>
    public string? Model { get; set; }

    /// <summary>The latest <c>lastUpdated</c>, UTC ticks; 0 where there is none.</summary>
    public long Updated { get; private set; }

    /// <summary>True when a list of messages was met, be it empty.</summary>
    public bool HasMessages { get; private set; }

    /// <summary>Forgets the messages from number <paramref name="count"/> on.</summary>
    public void Truncate(int count) => _messages.RemoveRange(count, _messages.Count - count);

    /// <summary>Forgets the messages, and the session too with <paramref name="session"/>.</summary>
    public void Clear(bool session)
    {
        _messages.Clear();
        if (!session) return;
        Session = null;
        Model = null;
        Updated = 0;
        HasMessages = false;
    }

    /// <summary>Reads every object in <paramref name="json"/>: one, or several glued together.</summary>
    /// <param name="json">The text, without byte order mark.</param>
    /// <param name="offset">Its offset in the file.</param>
    /// <param name="end">Length of what was read well.</param>
    /// <returns>True when all of it is JSON. What stands complete before an error has been read.</returns>
    public bool Read(ReadOnlySpan<byte> json, long offset, out int end)
    {
        var reader = new Utf8JsonReader(json, JsonValues.ReaderOptions);
        end = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject) ReadTop(ref reader, offset);
                else reader.Skip();
                end = (int)reader.BytesConsumed;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void ReadTop(ref Utf8JsonReader reader, long offset)
    {
        var message = new GeminiMessage { Offset = offset + reader.TokenStartIndex };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("$set"u8)) ReadSet(ref reader, offset);
            else if (!TryReadSession(ref reader, offset) && !message.TryReadProperty(ref reader)) reader.Skip();
        }

        if (message.IsResponse) _messages.Add(message);
        else if (message.Id == 0) Model = message.Model ?? Model;
    }

    private void ReadSet(ref Utf8JsonReader reader, long offset)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8)) Model = NextText(ref reader) ?? Model;
            else if (!TryReadSession(ref reader, offset)) reader.Skip();
        }
    }

    private bool TryReadSession(ref Utf8JsonReader reader, long offset)
    {
        if (reader.ValueTextEquals("sessionId"u8)) Session = NextText(ref reader) ?? Session;
        else if (reader.ValueTextEquals("lastUpdated"u8))
        {
            reader.Read();
            Updated = Math.Max(Updated, JsonValues.Time(ref reader));
        }
        else if (reader.ValueTextEquals("messages"u8)) ReadMessages(ref reader, offset);
        else return false;
        return true;
    }

    private void ReadMessages(ref Utf8JsonReader reader, long offset)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        HasMessages = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var message = new GeminiMessage { Offset = offset + reader.TokenStartIndex };
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!message.TryReadProperty(ref reader)) reader.Skip();
            }

            if (message.IsResponse) _messages.Add(message);
        }
    }

    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonValues.Text(ref reader);
    }
}

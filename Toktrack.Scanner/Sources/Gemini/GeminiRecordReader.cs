using System.Runtime.InteropServices;
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

    /// <summary>How much is known: set to an earlier value, what was read since is forgotten.</summary>
    public (int Messages, string? Session, string? Model) Mark
    {
        get => (_messages.Count, Session, Model);
        set
        {
            _messages.RemoveRange(value.Messages, _messages.Count - value.Messages);
            (Session, Model) = (value.Session, value.Model);
        }
    }

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
    /// <param name="isDocument">A document may be being rewritten: of an object that breaks off, the messages that are whole are taken; else none is.</param>
    /// <param name="end">Length of the whole objects.</param>
    /// <returns>True when all of it is JSON. The whole objects before an error have been read.</returns>
    public bool Read(ReadOnlySpan<byte> json, long offset, bool isDocument, out int end)
    {
        var reader = new Utf8JsonReader(json, JsonValues.ReaderOptions);
        end = 0;
        var whole = Mark;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject) ReadTop(ref reader, offset);
                else reader.Skip();
                end = (int)reader.BytesConsumed;
                whole = Mark;
            }

            return true;
        }
        catch (JsonException)
        {
            if (isDocument) Name(whole.Messages);
            else Mark = whole;
            return false;
        }
    }

    private void ReadTop(ref Utf8JsonReader reader, long offset)
    {
        var first = _messages.Count;
        var message = new GeminiMessage { Offset = offset + reader.TokenStartIndex };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "$set"u8)) ReadSet(ref reader, offset);
            else if (!TryReadSession(ref reader, offset) && !message.TryReadProperty(ref reader)) reader.Skip();
        }

        if (message.IsResponse) _messages.Add(message);
        else if (message.Id == 0) Model = message.Model is { Length: > 0 } model ? model : Model;
        Name(first);
    }

    // What is known of the session now holds for the messages from number first on.
    private void Name(int first)
    {
        foreach (ref var message in CollectionsMarshal.AsSpan(_messages)[first..])
        {
            message.Session = Session;
            message.SessionModel = Model;
        }
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
            if (JsonValues.Is(ref reader, "model"u8)) Model = NextText(ref reader) ?? Model;
            else if (!TryReadSession(ref reader, offset)) reader.Skip();
        }
    }

    private bool TryReadSession(ref Utf8JsonReader reader, long offset)
    {
        if (JsonValues.Is(ref reader, "sessionId"u8)) Session = NextText(ref reader) ?? Session;
        else if (JsonValues.Is(ref reader, "lastUpdated"u8))
        {
            reader.Read();
            Updated = Math.Max(Updated, JsonValues.Time(ref reader));
        }
        else if (JsonValues.Is(ref reader, "messages"u8)) ReadMessages(ref reader, offset);
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

    // An empty text says nothing.
    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonValues.Text(ref reader) is { Length: > 0 } text ? text : null;
    }
}

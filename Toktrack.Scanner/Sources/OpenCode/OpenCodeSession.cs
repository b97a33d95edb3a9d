using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Materialize;

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>What the usage rules need to know of a session.</summary>
/// <param name="Id">OpenCode's own id.</param>
/// <param name="Folder">The project's folder, null where it is not known.</param>
/// <param name="Title">The session's title, null where it is not known.</param>
/// <param name="IsForked">True when it has a parent or was forked, so that equal messages in it are copies.</param>
internal sealed record OpenCodeSession(string Id, string? Folder, string? Title, bool IsForked)
{
    /// <summary>A session of which only the id is known.</summary>
    public static OpenCodeSession Unknown(string id) => new(id, null, null, false);

    /// <summary>True for the titles OpenCode gives forks, "… (fork #2)": its own schema keeps no other trace of the origin.</summary>
    public static bool IsForkTitle(string? title) =>
        title is not null && title.EndsWith(')') && title.LastIndexOf(" (fork #", StringComparison.Ordinal) is > 0 and var at
        && title.AsSpan(at + 8, title.Length - at - 9) is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9');

    /// <summary>Reads a session file of the older tree.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static OpenCodeSession Parse(string id, ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        var reader = new Utf8JsonReader(json, JsonValues.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A session must be an object.");
        string? folder = null, title = null;
        var forked = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonValues.Is(ref reader, "directory"u8)) folder = Next(ref reader);
            else if (JsonValues.Is(ref reader, "title"u8)) title = Next(ref reader);
            else if (JsonValues.Is(ref reader, "parentID"u8) || IsForkOrigin(Encoding.UTF8.GetString(reader.ValueSpan))) forked |= Next(ref reader) is { Length: > 0 };
            else reader.Skip();
        }

        return new(id, folder, title, forked || IsForkTitle(title));
    }

    /// <summary>True for a property or column that names the session another was forked from.</summary>
    public static bool IsForkOrigin(string name) => name.Contains("fork", StringComparison.OrdinalIgnoreCase);

    private static string? Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonValues.Text(ref reader);
    }
}

using System.Globalization;
using System.Text.Json;
using Toktrack.Tool.Options;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Configuration;

/// <summary>
/// An object of the configuration, read key by key. A key that is never asked for is unknown, so what is accepted and what
/// is read cannot differ.
/// </summary>
internal sealed class JsonSection
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly List<string> _warnings;
    private readonly HashSet<string> _known = ["$schema"];

    public JsonSection(JsonElement element, string path, List<string> warnings)
    {
        _element = element;
        _path = path;
        _warnings = warnings;
        if (element.ValueKind != JsonValueKind.Object) throw Refuse(path.Length == 0 ? "the file" : path, element, "an object { … }");
    }

    /// <summary>The keys present.</summary>
    public IEnumerable<string> Keys => _element.EnumerateObject().Select(p => p.Name).Where(n => n != "$schema" && !n.StartsWith("//", StringComparison.Ordinal)).Distinct();

    public string? Text(string key) => Find(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Refuse(Path(key), value, "a text");

    public bool? Flag(string key) => Find(key) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(Path(key), value, "true or false"),
    };

    public decimal? Number(string key, decimal min, decimal max)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= min && number <= max) return number;
        throw Refuse(Path(key), value, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
    }

    public long? Count(string key, long min, long max)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max) return number;
        throw Refuse(Path(key), value, $"a whole number from {min} to {max}");
    }

    public string? Word(string key, params string[] words)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && words.Contains(value.GetString(), StringComparer.OrdinalIgnoreCase)) return value.GetString();
        throw Refuse(Path(key), value, string.Join(", ", words));
    }

    public string[]? Texts(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String)) throw Refuse(Path(key), value, "a list of texts");
        return [.. value.EnumerateArray().Select(v => v.GetString()!)];
    }

    public DateOnly? Day(string key)
    {
        if (Text(key) is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Refuse(Path(key), Find(key)!.Value, "a day as 2026-09-01");
    }

    public JsonSection? Section(string key) => Find(key) is { } value ? new(value, Path(key), _warnings) : null;

    /// <summary>One object or a list of objects.</summary>
    public IReadOnlyList<JsonSection> Sections(string key)
    {
        if (Find(key) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array) return [new(value, Path(key), _warnings)];
        return [.. value.EnumerateArray().Select((v, i) => new JsonSection(v, $"{Path(key)}[{i}]", _warnings))];
    }

    /// <summary>Says that a value is not accepted.</summary>
    public ConfigurationException Refuse(string key, string accepted) => Refuse(Path(key), Find(key) ?? _element, accepted);

    /// <summary>Warns of keys that were not asked for.</summary>
    public void Finish()
    {
        foreach (var key in Keys.Where(k => !_known.Contains(k)))
        {
            var hint = Suggestion.For(key, _known.Where(k => k[0] != '$')) is { } close ? $"did you mean \"{close}\"?" : $"known here: {string.Join(", ", _known.Where(k => k[0] != '$'))}.";
            _warnings.Add($"\"{TerminalText.Escape(Path(key))}\" is no key of the configuration; {hint}");
        }
    }

    private JsonElement? Find(string key)
    {
        _known.Add(key);
        return _element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string Path(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static ConfigurationException Refuse(string path, JsonElement value, string accepted)
    {
        var text = value.GetRawText();
        return new($"\"{TerminalText.Escape(path)}\" is {TerminalText.Escape(text.Length > 60 ? text[..60] + "…" : text)}: expected {accepted}.");
    }
}

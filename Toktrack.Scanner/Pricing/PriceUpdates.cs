// pricing.json: {"version":1,"source":URL,"fetched":TIME,"etag":TEXT,"prices":{MODEL:[PRICE,...]}}, prices in the form of
// the book (PriceLine.cs). Read whole or not at all: a file with one value that makes no sense is not trusted in any.

using System.Globalization;
using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pricing;

/// <summary>What price updates brought, as kept in <c>pricing.json</c>. A price starts on the day it was first seen, so that earlier days keep their cost.</summary>
public sealed class PriceUpdates
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 8 << 20;

    private const int Version = 1;

    private readonly SortedDictionary<string, List<StatedPrice>> _prices = new(StringComparer.Ordinal);

    /// <summary>No updates.</summary>
    public static PriceUpdates None { get; } = new();

    /// <summary>The models with prices, in the book's spelling.</summary>
    public IEnumerable<string> Models => _prices.Keys;

    /// <summary>Where the prices come from; null where there are none.</summary>
    public string? Url { get; internal set; }

    /// <summary>When the table was last asked for, UTC.</summary>
    public DateTime? Fetched { get; internal set; }

    /// <summary>The server's mark of the table's version.</summary>
    internal string? ETag { get; set; }

    internal IReadOnlyList<StatedPrice>? Prices(string form) => _prices.GetValueOrDefault(form);

    /// <summary>Adds a price; one of the same model and day is replaced.</summary>
    internal void Add(string form, StatedPrice price)
    {
        if (!_prices.TryGetValue(form, out var prices)) _prices.Add(form, prices = []);
        prices.RemoveAll(p => p.Start == price.Start);
        prices.Add(price);
    }

    /// <summary>Reads a file of updates; none where it does not exist or is refused, then with the reason.</summary>
    public static PriceUpdates Read(string file, out string? refused)
    {
        refused = null;
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists) return Directory.Exists(file) ? throw new FormatException("it is a folder") : None;
            if (info.Length > MaxBytes) throw new FormatException($"it has {info.Length} bytes; {MaxBytes} is the most that is read");
            return Parse(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is FormatException or JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            refused = $"{file} is not used: {e.Message.TrimEnd('.')}. Prices are those that came with toktrack; \"toktrack pricing update\" makes the file anew.";
            return None;
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="FormatException">A value makes no sense; the message says which.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    internal static PriceUpdates Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new FormatException("it is no JSON object");
        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number))
        {
            throw new FormatException("it has no version");
        }

        if (number != Version) throw new FormatException($"its version is {number} and this toktrack reads {Version}");
        var updates = new PriceUpdates { Url = Text(root, "source"), ETag = Text(root, "etag") };
        if (Text(root, "fetched") is { } fetched)
        {
            updates.Fetched = DateTime.TryParseExact(fetched, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : throw new FormatException("\"fetched\" is no time");
        }

        if (!root.TryGetProperty("prices", out var models) || models.ValueKind != JsonValueKind.Object) throw new FormatException("it has no \"prices\"");
        foreach (var model in models.EnumerateObject())
        {
            if (model.Value.ValueKind != JsonValueKind.Array) throw new FormatException($"the prices of \"{Short(model.Name)}\" are no list");
            foreach (var price in model.Value.EnumerateArray()) updates.Add(model.Name, Price(model.Name, price));
        }

        return updates;
    }

    /// <summary>Writes the file: beside it first, then in its place, so that it is old or new whatever happens.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    internal void Write(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (!Directory.Exists(folder)) PrivateFolder.Create(folder);
        var temporary = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            // What has the name is left over from a run that was killed, or planted: it is never written through.
            File.Delete(temporary);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                Write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private void Write(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        if (Url is not null) writer.WriteString("source", Url);
        if (Fetched is { } fetched) writer.WriteString("fetched", fetched.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (ETag is not null) writer.WriteString("etag", ETag);
        writer.WriteStartObject("prices");
        foreach (var (model, prices) in _prices)
        {
            writer.WriteStartArray(model);
            foreach (var price in prices) writer.WriteStringValue(PriceLine.Format(price));
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static StatedPrice Price(string model, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) throw new FormatException($"a price of \"{Short(model)}\" is no text");
        var price = PriceLine.Parse(value.GetString()!);
        if (price.Source != PriceSource.Update) throw new FormatException($"a price of \"{Short(model)}\" is marked as coming from elsewhere");
        if (price.Standard.Base.Input is null || price.Standard.Base.Output is null) throw new FormatException($"a price of \"{Short(model)}\" lacks input or output");
        return price;
    }

    private static string? Text(JsonElement root, string property)
    {
        if (!root.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"\"{property}\" is no text");
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}

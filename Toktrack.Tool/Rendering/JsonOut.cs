using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>What all JSON output has in common: layout, instants, money, token counts, <c>meta</c>.</summary>
internal static class JsonOut
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one document and a line end.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_options)) write(writer);
        WriteSafely(output, Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    // Text stays readable, but characters that could act on a terminal or on a reader's eye must not pass. Outside ASCII they
    // can only stand in strings, where an escape means the same.
    private static void WriteSafely(TextWriter output, string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x7F || char.IsSurrogate(text[i]) || !TerminalText.IsUnsafe(new Rune(text[i]))) continue;
            output.Write(text.AsSpan(start, i - start));
            output.Write($"\\u{(int)text[i]:x4}");
            start = i + 1;
        }

        output.Write(text.AsSpan(start));
    }

    /// <summary>An instant as RFC 3339 in UTC with milliseconds, as ccusage writes it.</summary>
    public static string Instant(long utcTicks) => new DateTime(utcTicks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Money as a plain decimal without trailing zeros.</summary>
    public static void WriteMoney(this Utf8JsonWriter json, string name, decimal usd) => json.WriteNumber(name, Normalize(usd));

    /// <summary>The same amount without trailing zeros.</summary>
    public static decimal Normalize(decimal usd) => usd / 1.0000000000000000000000000000m;

    /// <summary>The token counts that ccusage knows, in its names.</summary>
    public static void WriteTokens(this Utf8JsonWriter json, in TokenCounts tokens)
    {
        json.WriteNumber("inputTokens", tokens.Input);
        json.WriteNumber("outputTokens", tokens.Output);
        json.WriteNumber("cacheCreationTokens", tokens.CacheWrite);
        json.WriteNumber("cacheReadTokens", tokens.CacheRead);
    }

    /// <summary>The counts beyond ccusage's.</summary>
    public static void WriteDetails(this Utf8JsonWriter json, UsageRow row)
    {
        json.WriteNumber("reasoningTokens", row.Tokens.Reasoning);
        json.WriteNumber("cacheCreation5mTokens", row.Tokens.CacheWrite5m);
        json.WriteNumber("cacheCreation1hTokens", row.Tokens.CacheWrite1h);
        json.WriteNumber("requests", row.Requests);
        json.WriteNumber("unpricedTokens", row.UnpricedTokens);
    }

    /// <summary>An array of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A text, or null where it is empty.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        if (string.IsNullOrEmpty(text)) json.WriteNull(name);
        else json.WriteString(name, text);
    }

    /// <summary>The <c>meta</c> object.</summary>
    public static void WriteMeta(this Utf8JsonWriter json, ReportMeta meta)
    {
        json.WriteStartObject("meta");
        json.WriteNumber("schemaVersion", ReportMeta.SchemaVersion);
        json.WriteString("generatedAt", Instant(meta.GeneratedAt.Ticks));
        json.WriteString("timezone", meta.TimeZone);
        json.WriteText("since", meta.Since is { } since ? Options.DayText.Of(since) : null);
        json.WriteText("until", meta.Until is { } until ? Options.DayText.Of(until) : null);
        json.WriteText("priceBook", meta.PriceBook);
        json.WriteString("toolVersion", ReportMeta.ToolVersion);
        json.WriteEndObject();
    }
}

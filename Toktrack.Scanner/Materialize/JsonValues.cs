using System.Text;
using System.Text.Json;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Materialize;

/// <summary>
/// Values as the sources that read whole documents want them from a <see cref="Utf8JsonReader"/> that stands on the value's
/// first token. Each method leaves the reader on the value's last token.
/// </summary>
internal static class JsonValues
{
    /// <summary>Documents may nest as deep as they like: the reader keeps one bit a level.</summary>
    public static JsonReaderOptions ReaderOptions => new() { MaxDepth = int.MaxValue, AllowMultipleValues = true };

    /// <summary>
    /// True when the string or property name means <paramref name="text"/>, however it is escaped. The reader's own comparison throws for half
    /// of a surrogate pair.
    /// </summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.ValueIsEscaped ? JsonString.Means(reader.ValueSpan, text) : reader.ValueSpan.SequenceEqual(text);

    /// <summary>A token count: a non-negative integer. Anything else is 0 and sets <paramref name="bad"/>.</summary>
    public static long Count(ref Utf8JsonReader reader, ref bool bad)
    {
        if (reader.TokenType == JsonTokenType.Number && Utf8Number.TryCount(reader.ValueSpan, out var count)) return count;
        bad = true;
        reader.Skip();
        return 0;
    }

    /// <summary>The sum of two counts, at most <see cref="long.MaxValue"/>.</summary>
    public static long Sum(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    /// <summary>The text of a string, or null (after skipping it) for any other value and for text that is not UTF-8.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are not UTF-8, or half of a surrogate pair: U+FFFD for each.
            var raw = reader.ValueSpan;
            return Encoding.UTF8.GetString(JsonString.Unescape(raw, new byte[raw.Length]));
        }
    }

    /// <summary>An RFC 3339 time as UTC ticks, or 0 where the value is none.</summary>
    public static long Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && Utf8Timestamp.TryParse(reader.ValueSpan, out var ticks)) return ticks;
        reader.Skip();
        return 0;
    }

    /// <summary>Whole milliseconds since 1970 as UTC ticks, or 0 where the value is none that a calendar knows.</summary>
    public static long EpochMilliseconds(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var ms)) return TicksOf(ms);
            if (reader.TryGetDouble(out var fractional) && fractional is > 0 and < 1e15) return TicksOf((long)fractional);
        }

        reader.Skip();
        return 0;
    }

    /// <summary>UTC ticks of <paramref name="ms"/> milliseconds since 1970, or 0 where that is no usable time.</summary>
    public static long TicksOf(long ms) => Utf8Timestamp.TryEpochMilliseconds(ms, out var ticks) ? ticks : 0;

    /// <summary>A cost in dollars as nano-dollars; 0 where it is not a number above zero or beyond what a ledger can hold.</summary>
    public static long NanoDollars(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && Utf8Number.TryNanoDollars(reader.ValueSpan, out var nano)) return nano;
        reader.Skip();
        return 0;
    }

    /// <summary>The stable hash of a text's UTF-8 bytes; 0 for none.</summary>
    public static ulong Hash(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = size <= 512 ? stackalloc byte[512] : new byte[size];
        return StableHash.Of(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}

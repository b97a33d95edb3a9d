using System.Buffers.Text;
using System.Text;

namespace Toktrack.Scanner.Materialize;

/// <summary>Strings as JSON writes them.</summary>
internal static class JsonString
{
    private const int LongestKey = 256;

    /// <summary>True when <paramref name="raw"/> (without its quotes, valid) means <paramref name="text"/>, however it is escaped.</summary>
    public static bool Means(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> text)
    {
        if (raw.Length <= text.Length) return raw.SequenceEqual(text);
        if (raw.Length > 6 * text.Length || raw.Length > LongestKey || !raw.Contains((byte)'\\')) return false;
        Span<byte> buffer = stackalloc byte[LongestKey];
        return Unescape(raw, buffer).SequenceEqual(text);
    }

    /// <summary>
    /// Resolves the escapes of <paramref name="raw"/>, which must be valid, into <paramref name="buffer"/>, which must be as long.
    /// Half of a surrogate pair becomes U+FFFD. Returns the part of the buffer that was filled.
    /// </summary>
    public static Span<byte> Unescape(ReadOnlySpan<byte> raw, Span<byte> buffer)
    {
        var written = 0;
        while (true)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0) plain = raw.Length;
            raw[..plain].CopyTo(buffer[written..]);
            written += plain;
            raw = raw[plain..];
            if (raw.Length < 2) return buffer[..written];
            if (raw[1] == 'u')
            {
                if (raw.Length < 6) return buffer[..written];
                written += UnescapeUnicode(ref raw, buffer[written..]);
                continue;
            }

            buffer[written++] = raw[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var same => same,
            };
            raw = raw[2..];
        }
    }

    private static int UnescapeUnicode(ref ReadOnlySpan<byte> raw, Span<byte> buffer)
    {
        var unit = Hex(raw);
        raw = raw[6..];
        if (Rune.TryCreate(unit, out var rune)) return rune.EncodeToUtf8(buffer);
        if (raw.Length >= 6 && raw[0] == '\\' && raw[1] == 'u' && Rune.TryCreate(unit, Hex(raw), out rune)) raw = raw[6..];
        else rune = Rune.ReplacementChar;
        return rune.EncodeToUtf8(buffer);
    }

    private static char Hex(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort value, out _, 'x') ? (char)value : '\0';
}

using System.Globalization;

namespace Toktrack.Tool.Demo;

/// <summary>Sizes as people write them.</summary>
internal static class ByteSize
{
    /// <summary>Reads <c>3.4GB</c>, <c>100MB</c>, <c>64KB</c> or plain bytes; units are decimal.</summary>
    /// <exception cref="FormatException">The text is no size.</exception>
    public static long Parse(string text)
    {
        var (digits, unit) = text.Trim().ToUpperInvariant() switch
        {
            var t when t.EndsWith("GB", StringComparison.Ordinal) => (t[..^2], 1e9),
            var t when t.EndsWith("MB", StringComparison.Ordinal) => (t[..^2], 1e6),
            var t when t.EndsWith("KB", StringComparison.Ordinal) => (t[..^2], 1e3),
            var t => (t, 1.0),
        };
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (long)(number * unit)
            : throw new FormatException($"'{text}' is no size; write it like 500KB, 100MB or 3.4GB.");
    }
}

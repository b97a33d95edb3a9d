using System.Buffers;
using System.Globalization;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Rendering;

/// <summary>
/// The one place where untrusted text is made fit for CSV: RFC 4180 quoting, and a quote before text that a spreadsheet
/// would take for a formula (CWE-1236).
/// </summary>
internal static class CsvText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(",\"\r\n");

    /// <summary>A field of text.</summary>
    public static string Field(string text)
    {
        var lead = text.AsSpan().TrimStart(" \"'\u00A0\uFEFF");
        if (lead.Length > 0 && lead[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠') text = "'" + text;
        return text.AsSpan().IndexOfAny(s_special) < 0 && (text.Length == 0 || (text[0] != ' ' && text[^1] != ' '))
            ? text
            : "\"" + text.Replace("\"", "\"\"") + "\"";
    }

    /// <summary>A field with an amount of money.</summary>
    public static string Money(decimal usd) => JsonOut.Normalize(usd).ToString(CultureInfo.InvariantCulture);

    /// <summary>The fields of token counts: input, output, cache creation, cache read, total.</summary>
    public static IEnumerable<string> Tokens(TokenCounts tokens) =>
        new[] { tokens.Input, tokens.Output, tokens.CacheWrite, tokens.CacheRead, tokens.Total }.Select(Number);

    /// <summary>A field with a whole number.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

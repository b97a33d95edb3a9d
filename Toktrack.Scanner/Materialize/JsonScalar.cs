namespace Toktrack.Scanner.Materialize;

/// <summary>Numbers and literals, by the grammar of RFC 8259.</summary>
internal static class JsonScalar
{
    /// <summary>True when <paramref name="text"/> begins with a number or literal that ends at white space, an operator or the end.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        var length = Length(text);
        return length > 0 && (length == text.Length || IsDelimiter(text[length]));
    }

    /// <summary>Length of the number or literal <paramref name="text"/> begins with; 0 where there is none.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        return text[0] switch
        {
            (byte)'t' => text.StartsWith("true"u8) ? 4 : 0,
            (byte)'f' => text.StartsWith("false"u8) ? 5 : 0,
            (byte)'n' => text.StartsWith("null"u8) ? 4 : 0,
            _ => NumberLength(text),
        };
    }

    private static int NumberLength(ReadOnlySpan<byte> text)
    {
        var i = text[0] == '-' ? 1 : 0;
        var digits = Digits(text, i);
        if (digits == 0 || (digits > 1 && text[i] == '0')) return 0;
        i += digits;
        if (i < text.Length && text[i] == '.')
        {
            digits = Digits(text, i + 1);
            if (digits == 0) return 0;
            i += 1 + digits;
        }

        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-') i++;
            digits = Digits(text, i);
            if (digits == 0) return 0;
            i += digits;
        }

        return i;
    }

    private static int Digits(ReadOnlySpan<byte> text, int from)
    {
        var i = from;
        while (i < text.Length && (uint)(text[i] - '0') <= 9) i++;
        return i - from;
    }

    private static bool IsDelimiter(byte b) =>
        b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)',' or (byte)':' or (byte)'}' or (byte)']' or (byte)'{' or (byte)'[' or (byte)'"';
}

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>
/// The grammar of RFC 8259 byte by byte, without exceptions: millions of broken lines are told from whole ones in seconds.
/// <c>PlainJsonTests</c> holds it against <see cref="System.Text.Json.Utf8JsonReader"/>, which it must agree with exactly.
/// </summary>
internal static class PlainJson
{
    [ThreadStatic]
    private static Stack<byte>? t_open;

    /// <summary>Length of the whole JSON object <paramref name="text"/> begins with; 0 where it begins with anything else.</summary>
    public static int ObjectLength(ReadOnlySpan<byte> text) => text is [(byte)'{', ..] ? ValueLength(text) : 0;

    /// <summary>Length of the whole JSON value <paramref name="text"/> begins with; 0 where there is none.</summary>
    public static int ValueLength(ReadOnlySpan<byte> text)
    {
        var open = t_open ??= new();
        open.Clear();
        var at = 0;
        while (true)
        {
            // At a value.
            at += White(text[at..]);
            if (at == text.Length) return 0;
            if (text[at] is (byte)'{' or (byte)'[')
            {
                open.Push(text[at]);
                at++;
                at += White(text[at..]);
                if (at < text.Length && text[at] == Closing(open.Peek()))
                {
                    // Empty: closed below.
                }
                else if (open.Peek() == '[')
                {
                    continue;
                }
                else
                {
                    if (!Key(text, ref at)) return 0;
                    continue;
                }
            }
            else
            {
                var length = text[at] == '"' ? StringLength(text[at..]) : ScalarLength(text[at..]);
                if (length == 0) return 0;
                at += length;
            }

            // Behind a value, or before the end of an empty container.
            while (true)
            {
                if (open.Count == 0) return at;
                at += White(text[at..]);
                if (at == text.Length) return 0;
                if (text[at] == Closing(open.Peek()))
                {
                    open.Pop();
                    at++;
                    continue;
                }

                if (text[at] != ',') return 0;
                at++;
                if (open.Peek() == '{' && !Key(text, ref at)) return 0;
                break;
            }
        }
    }

    /// <summary>Length of the string <paramref name="text"/> begins with, quotes included; 0 where there is none.</summary>
    public static int StringLength(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'"', ..]) return 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"') return i + 1;
            if (text[i] < 0x20) return 0;
            if (text[i] != '\\') continue;
            if (++i == text.Length) return 0;
            if (text[i] == 'u')
            {
                if (text.Length - i < 5) return 0;
                for (var digit = 1; digit <= 4; digit++)
                {
                    if (!char.IsAsciiHexDigit((char)text[i + digit])) return 0;
                }

                i += 4;
            }
            else if (text[i] is not ((byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t'))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Number of bytes of JSON white space <paramref name="text"/> begins with.</summary>
    public static int White(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') i++;
        return i;
    }

    private static bool Key(ReadOnlySpan<byte> text, ref int at)
    {
        at += White(text[at..]);
        var length = StringLength(text[at..]);
        if (length == 0) return false;
        at += length;
        at += White(text[at..]);
        if (at == text.Length || text[at] != ':') return false;
        at++;
        return true;
    }

    // A number ends at the first byte that cannot go on with it; what follows is for the caller to refuse.
    private static int ScalarLength(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("true"u8) || text.StartsWith("null"u8)) return 4;
        if (text.StartsWith("false"u8)) return 5;
        var at = text[0] == '-' ? 1 : 0;
        if (at < text.Length && text[at] == '0') at++;
        else if (!Digits(text, ref at)) return 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!Digits(text, ref at)) return 0;
        }

        if (at < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-') at++;
            if (!Digits(text, ref at)) return 0;
        }

        return at;
    }

    private static bool Digits(ReadOnlySpan<byte> text, ref int at)
    {
        var from = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9') at++;
        return at > from;
    }

    private static byte Closing(byte opening) => opening == '{' ? (byte)'}' : (byte)']';
}

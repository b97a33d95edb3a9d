using System.Text;

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>What JSON strings and times mean, spelled out.</summary>
internal static class PlainText
{
    /// <summary>The bytes a valid JSON string (quotes included) stands for. Half of a surrogate pair is U+FFFD; raw bytes stay as they are.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> quoted)
    {
        var raw = quoted[1..^1];
        if (!raw.Contains((byte)'\\')) return raw.ToArray();
        var result = new List<byte>(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                result.Add(raw[i]);
                continue;
            }

            switch (raw[++i])
            {
                case (byte)'b': result.Add(8); break;
                case (byte)'t': result.Add(9); break;
                case (byte)'n': result.Add(10); break;
                case (byte)'f': result.Add(12); break;
                case (byte)'r': result.Add(13); break;
                case (byte)'u':
                    var unit = Unit(raw, i + 1);
                    i += 4;
                    var text = unit.ToString();
                    if (char.IsHighSurrogate(unit) && raw.Length - i > 6 && raw[i + 1] == '\\' && raw[i + 2] == 'u' && char.IsLowSurrogate(Unit(raw, i + 3)))
                    {
                        text += Unit(raw, i + 3);
                        i += 6;
                    }

                    result.AddRange(Encoding.UTF8.GetBytes(text));
                    break;
                default: result.Add(raw[i]); break;
            }
        }

        return [.. result];
    }

    /// <summary>The text a valid JSON string stands for; bytes that are not UTF-8 are U+FFFD.</summary>
    public static string Text(ReadOnlySpan<byte> quoted) => Encoding.UTF8.GetString(Bytes(quoted));

    /// <summary>True when a valid JSON string stands for <paramref name="text"/>.</summary>
    public static bool Is(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text) =>
        value is [(byte)'"', ..] && (value.Contains((byte)'\\') ? Bytes(value).AsSpan().SequenceEqual(text) : value[1..^1].SequenceEqual(text));

    /// <summary>
    /// UTC ticks of an RFC 3339 time between year 1, January 2 and year 9999, December 30; 0 for anything else. Fractions below 100 ns are
    /// dropped, a leap second is the first of the next minute. No escapes.
    /// </summary>
    public static long Time(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'"', ..]) return 0;
        var text = value[1..^1];
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':' || text[16] != ':') return 0;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)) return 0;
        if (!Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second)) return 0;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return 0;
        var ticks = new DateTime(year, month, day, hour, minute, 0).Ticks + (second * TimeSpan.TicksPerSecond);

        var rest = text[19..];
        if (rest[0] == '.')
        {
            var digits = 0;
            for (var unit = TimeSpan.TicksPerSecond / 10; digits + 1 < rest.Length && rest[digits + 1] is >= (byte)'0' and <= (byte)'9'; unit /= 10)
            {
                ticks += (rest[++digits] - '0') * unit;
            }

            if (digits == 0) return 0;
            rest = rest[(digits + 1)..];
        }

        if (rest is not [(byte)'Z' or (byte)'z'])
        {
            if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':') return 0;
            if (!Number(rest[1..3], out var hours) || !Number(rest[4..6], out var minutes) || hours > 23 || minutes > 59) return 0;
            var offset = ((hours * 60) + minutes) * TimeSpan.TicksPerMinute;
            ticks += rest[0] == '-' ? offset : -offset;
        }

        return ticks >= TimeSpan.TicksPerDay && ticks <= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay ? ticks : 0;
    }

    private static bool Number(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }

    private static char Unit(ReadOnlySpan<byte> raw, int at) => (char)Convert.ToInt32(Encoding.ASCII.GetString(raw.Slice(at, 4)), 16);
}

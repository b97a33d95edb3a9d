namespace Toktrack.Scanner.Materialize;

/// <summary>Reads the times of logs.</summary>
internal static class Utf8Timestamp
{
    /// <summary>
    /// UTC ticks of <c>2026-01-24T16:20:51.451Z</c> and its like (RFC 3339): any number of fraction digits (those below
    /// 100 ns are dropped), <c>Z</c> or an offset, <c>T</c> or a space. A leap second counts as the first of the next minute.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return false;
        if (text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')) return false;
        if (!Two(text, 0, out var century) || !Two(text, 2, out var year) || !Two(text, 5, out var month) || !Two(text, 8, out var day) ||
            !Two(text, 11, out var hour) || !Two(text, 14, out var minute) || !Two(text, 17, out var second))
        {
            return false;
        }

        year += century * 100;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return false;
        var time = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + (second * TimeSpan.TicksPerSecond);

        var i = 19;
        if (text[i] == '.')
        {
            i++;
            var first = i;
            var scale = TimeSpan.TicksPerSecond / 10;
            for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
            {
                time += (text[i] - '0') * scale;
                scale /= 10;
            }

            if (i == first) return false;
        }

        if (!TryOffset(text[i..], out var offset) || !IsRepresentable(time - offset)) return false;
        ticks = time - offset;
        return true;
    }

    /// <summary>UTC ticks of a count of milliseconds since 1970; false for 0, negative and unrepresentable ones.</summary>
    public static bool TryEpochMilliseconds(long milliseconds, out long ticks)
    {
        ticks = 0;
        if (milliseconds <= 0 || milliseconds > DateTime.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) return false;
        var time = DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond);
        if (!IsRepresentable(time)) return false;
        ticks = time;
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text is [(byte)'Z' or (byte)'z']) return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        if (!Two(text, 1, out var hours) || !Two(text, 4, out var minutes) || hours > 23 || minutes > 59) return false;
        ticks = ((hours * 60) + minutes) * TimeSpan.TicksPerMinute;
        if (text[0] == '-') ticks = -ticks;
        return true;
    }

    // A day is kept clear at both ends of the calendar, so that the time can be shown in any zone.
    private static bool IsRepresentable(long ticks) =>
        ticks >= TimeSpan.TicksPerDay && ticks <= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay;

    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }
}

using System.Globalization;

namespace Toktrack.Scanner.Tests.Reference;

/// <summary>What JSON values mean as counts, costs and times.</summary>
internal static class PlainNumber
{
    /// <summary>A count: absent: 0; present and not a whole number from 0 to 2^63 - 1: 0, and one more in <paramref name="bad"/>.</summary>
    public static long Count(ReadOnlySpan<byte> value, ref int bad)
    {
        if (value.IsEmpty || value.SequenceEqual("-0"u8)) return 0;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        bad++;
        return 0;
    }

    /// <summary>Dollars from 0 to a billion, to the nearest nano-dollar; anything else is 0.</summary>
    public static long NanoDollars(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var dollars) && dollars is >= 0 and <= 1_000_000_000
            ? (long)decimal.Round(dollars * 1_000_000_000m)
            : 0;

    /// <summary>UTC ticks of milliseconds since 1970 between then and the calendar's last day but one; 0 for anything else.</summary>
    public static long Milliseconds(ReadOnlySpan<byte> value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) || fraction is not (> 0 and < 1e15)) return 0;
            ms = (long)fraction;
        }

        if (ms <= 0 || ms > (DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds) return 0;
        var ticks = DateTime.UnixEpoch.Ticks + (ms * TimeSpan.TicksPerMillisecond);
        return ticks <= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay ? ticks : 0;
    }

    /// <summary>The sum, at most the largest number.</summary>
    public static long Sum(long a, long b) => (long)Int128.Min(long.MaxValue, (Int128)a + b);
}

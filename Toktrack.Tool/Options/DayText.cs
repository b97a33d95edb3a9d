using System.Globalization;

namespace Toktrack.Tool.Options;

/// <summary>Days as users type and read them.</summary>
internal static class DayText
{
    /// <summary>
    /// <c>2026-09-01</c>, <c>20260901</c>, <c>today</c>, <c>yesterday</c>, or a number of days, weeks, months or years before
    /// today (<c>7d</c>, <c>4w</c>, <c>3m</c>, <c>1y</c>); null for anything else.
    /// </summary>
    public static DateOnly? Parse(string text, DateOnly today)
    {
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (text.Equals("today", StringComparison.OrdinalIgnoreCase)) return today;
        if (text.Equals("yesterday", StringComparison.OrdinalIgnoreCase)) return today.AddDays(-1);
        if (text.Length is < 2 or > 6 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        return char.ToLowerInvariant(text[^1]) switch
        {
            'd' => Back(today, count, 1),
            'w' => Back(today, count, 7),
            'm' when count < (today.Year - 1) * 12 => today.AddMonths(-count),
            'y' when count < today.Year => today.AddYears(-count),
            _ => null,
        };
    }

    /// <summary>The day as ISO 8601.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Back(DateOnly today, int count, int days) => (long)count * days > today.DayNumber ? null : today.AddDays(-count * days);
}

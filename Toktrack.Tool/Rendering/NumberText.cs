using System.Globalization;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Rendering;

/// <summary>Numbers for people: thousands separators, short forms, dollars, durations. Never dependent on culture.</summary>
internal static class NumberText
{
    private static readonly string[] s_units = ["", "K", "M", "B", "T", "Q", "E"];

    /// <summary><c>12,345,678</c>.</summary>
    public static string Full(long number)
    {
        if (number is > -1000 and < 1000) return number.ToString(CultureInfo.InvariantCulture);
        if (number < 0) return number.ToString("N0", CultureInfo.InvariantCulture);
        Span<char> text = stackalloc char[26];
        var start = Group(number, text);
        return new(text[start..]);
    }

    // Digits in groups of three, written from the end; returns where they begin.
    private static int Group(long number, Span<char> text)
    {
        var at = text.Length;
        for (var digits = 0; number > 0; digits++)
        {
            if (digits > 0 && digits % 3 == 0) text[--at] = ',';
            (number, var digit) = Math.DivRem(number, 10);
            text[--at] = (char)('0' + digit);
        }

        return at;
    }

    /// <summary>Three significant digits and a unit: <c>987</c>, <c>12.3K</c>, <c>1.23M</c>.</summary>
    public static string Short(long number)
    {
        decimal value = number;
        var unit = 0;
        while (decimal.Round(value, value < 9.995m ? 2 : value < 99.95m ? 1 : 0, MidpointRounding.AwayFromZero) >= 1000)
        {
            value /= 1000;
            unit++;
        }

        if (unit == 0) return Full(number);
        return value.ToString(value < 9.995m ? "0.00" : value < 99.95m ? "0.0" : "0", CultureInfo.InvariantCulture) + s_units[unit];
    }

    /// <summary><c>$1,234.56</c>; an amount that would show as nothing is <c>&lt;$0.01</c>.</summary>
    public static string Usd(decimal usd)
    {
        if (usd is > 0 and < 0.005m) return "<$0.01";
        if (usd is < 0 or > 1e15m) return usd.ToString("$#,##0.00", CultureInfo.InvariantCulture);
        var (dollars, cents) = Math.DivRem((long)decimal.Round(usd * 100, MidpointRounding.AwayFromZero), 100);
        Span<char> text = stackalloc char[32];
        text[^1] = (char)('0' + (cents % 10));
        text[^2] = (char)('0' + (cents / 10));
        text[^3] = '.';
        var start = dollars == 0 ? text.Length - 4 : Group(dollars, text[..^3]);
        if (dollars == 0) text[start] = '0';
        text[--start] = '$';
        return new(text[start..]);
    }

    /// <summary>Dollars in short form: cents below a hundred dollars, a unit from ten thousand.</summary>
    public static string ShortUsd(decimal usd) => usd switch
    {
        < 100m => Usd(usd),
        < 9_999.5m => usd.ToString("$#,##0", CultureInfo.InvariantCulture),
        _ => "$" + Short((long)decimal.Round(Math.Min(usd, 9e18m), MidpointRounding.AwayFromZero)),
    };

    /// <summary>The cost of a row: <c>unpriced</c> where no price is known, a star where it is not known for all of it.</summary>
    public static string Cost(UsageRow row, bool compact)
    {
        if (row.UnpricedTokens > 0 && row.Cost == 0) return "unpriced";
        return (compact ? ShortUsd(row.Cost) : Usd(row.Cost)) + (row.UnpricedTokens > 0 ? "*" : "");
    }

    /// <summary>A length of time in its two largest units: <c>3d 4h</c>, <c>1h 05m</c>, <c>12m</c>, <c>0m</c>.</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays}d {span.Hours}h"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Hours}h {span.Minutes:00}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.Minutes)}m"),
    };

    /// <summary>A length of time in milliseconds: <c>12.3</c>.</summary>
    public static string Milliseconds(TimeSpan span) => span.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A part of a whole: <c>12.3%</c>.</summary>
    public static string Percent(decimal part, decimal whole) =>
        (whole == 0 ? 0 : part / whole * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}

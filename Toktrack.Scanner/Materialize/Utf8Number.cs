using System.Buffers.Text;

namespace Toktrack.Scanner.Materialize;

/// <summary>Reads counts and costs from JSON numbers.</summary>
internal static class Utf8Number
{
    private const decimal MaxCost = 1_000_000_000m;

    /// <summary>
    /// A token count: a non-negative integer up to <see cref="long.MaxValue"/> without fraction or exponent (usage rules, section 0).
    /// </summary>
    public static bool TryCount(ReadOnlySpan<byte> raw, out long value)
    {
        value = 0;
        if (raw.Length is 0 or > 19) return false;
        foreach (var b in raw)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
            {
                value = 0;
                return raw.SequenceEqual("-0"u8);
            }

            value = unchecked((value * 10) + digit);
        }

        if (value >= 0) return true;
        value = 0;
        return false;
    }

    /// <summary>A cost in dollars as nano-dollars, rounded to the nearest; false for anything but a number from 0 to a billion.</summary>
    public static bool TryNanoDollars(ReadOnlySpan<byte> raw, out long nano)
    {
        nano = 0;
        if (!Utf8Parser.TryParse(raw, out decimal dollars, out var used) || used != raw.Length || dollars is < 0 or > MaxCost) return false;
        nano = (long)decimal.Round(dollars * 1_000_000_000m);
        return true;
    }
}

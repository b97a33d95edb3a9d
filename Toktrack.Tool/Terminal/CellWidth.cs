using System.Globalization;
using System.Text;

namespace Toktrack.Tool.Terminal;

/// <summary>How many terminal cells text takes: East Asian wide and emoji characters two, combining marks none.</summary>
internal static class CellWidth
{
    // First and last of each range of East Asian Width W and F (Unicode 15.1), joined where only unassigned ones lie between.
    private static readonly int[] s_wide =
    [
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18D08, 0x1AFF0, 0x1B2FB, 0x1F004, 0x1F004,
        0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C,
        0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E,
        0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A,
        0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2,
        0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0,
        0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD,
    ];

    /// <summary>Cells of a whole text, already escaped.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange(' ', '~')) return text.Length;
        var cells = 0;
        foreach (var rune in text.EnumerateRunes()) cells += Of(rune);
        return cells;
    }

    /// <summary>Cells of one character: 0, 1 or 2.</summary>
    public static int Of(Rune rune)
    {
        if (rune.Value is >= ' ' and < 0x300) return rune.Value is >= 0x7F and < 0xA0 ? 0 : 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Control or UnicodeCategory.Format) return 0;
        return IsWide(rune.Value) ? 2 : 1;
    }

    /// <summary>The text cut to at most <paramref name="cells"/> cells, with <c>…</c> where something was cut.</summary>
    public static string Fit(string text, int cells)
    {
        if (Of(text) <= cells) return text;
        if (cells <= 0) return "";
        var used = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var width = Of(rune);
            if (used + width > cells - 1) break;
            used += width;
            length += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, length), "…");
    }

    /// <summary>The text cut in the middle, so that both ends of a path stay readable.</summary>
    public static string FitMiddle(string text, int cells)
    {
        if (Of(text) <= cells) return text;
        if (cells < 8) return Fit(text, cells);
        var head = Fit(text, (cells / 3) + 1);
        var room = cells - Of(head);
        var tail = new List<Rune>();
        foreach (var rune in Enumerable.Reverse(text.EnumerateRunes()))
        {
            room -= Of(rune);
            if (room < 0) break;
            tail.Add(rune);
        }

        tail.Reverse();
        while (tail.Count > 0 && Of(tail[0]) == 0) tail.RemoveAt(0);
        return head + string.Concat(tail.Select(r => r.ToString()));
    }

    /// <summary>The text followed by spaces up to <paramref name="cells"/> cells.</summary>
    public static string PadRight(string text, int cells) => text + new string(' ', Math.Max(0, cells - Of(text)));

    /// <summary>The text after spaces up to <paramref name="cells"/> cells.</summary>
    public static string PadLeft(string text, int cells) => new string(' ', Math.Max(0, cells - Of(text))) + text;

    private static bool IsWide(int value)
    {
        if (value < s_wide[0]) return false;
        var index = Array.BinarySearch(s_wide, value);
        return index >= 0 || ((~index) & 1) == 1;
    }
}

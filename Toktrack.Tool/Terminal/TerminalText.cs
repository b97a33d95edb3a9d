using System.Globalization;
using System.Text;

namespace Toktrack.Tool.Terminal;

/// <summary>
/// The one place where untrusted text is made fit for a terminal: whatever could move the cursor, change colours, reorder
/// or hide text is shown as an escape (<c>\x1b</c>, <c>\u202e</c>), and length is bounded.
/// </summary>
internal static class TerminalText
{
    private const int MaxLength = 512;
    private const int MaxMarks = 4;

    /// <summary><paramref name="text"/> without anything a terminal would act on.</summary>
    public static string Escape(string text)
    {
        if (IsPlain(text)) return text;
        var result = new StringBuilder(Math.Min(text.Length, MaxLength) + 16);
        var marks = 0;
        for (var i = 0; i < text.Length;)
        {
            if (result.Length >= MaxLength)
            {
                result.Append('…');
                break;
            }

            var status = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            i += used;
            if (status != System.Buffers.OperationStatus.Done)
            {
                result.Append('\uFFFD');
                continue;
            }

            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
            marks = isMark ? marks + 1 : 0;
            Append(result, rune, isMark && (marks > MaxMarks || result.Length == 0));
        }

        return result.ToString();
    }

    private static bool IsPlain(string text) => text.Length <= MaxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void Append(StringBuilder result, Rune rune, bool force)
    {
        // Variation selectors only choose between two pictures of a character, and terminals disagree on their width.
        if (rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF) return;
        if (!force && !IsUnsafe(rune))
        {
            result.Append(rune.ToString());
        }
        else if (rune.Value < 0x100)
        {
            result.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
        }
        else
        {
            result.Append(rune.Value > 0xFFFF ? "\\U" : "\\u").Append(rune.Value.ToString(rune.Value > 0xFFFF ? "x8" : "x4", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>True for a character that must never reach a terminal as it is.</summary>
    public static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or 0x17B4 or 0x17B5; // letters that show nothing
}

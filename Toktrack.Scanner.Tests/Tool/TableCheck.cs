using System.Text.RegularExpressions;
using Toktrack.Tool.Terminal;

namespace Toktrack.Scanner.Tests.Tool;

/// <summary>What must hold for every table: nothing a terminal would act on but our own colours, no line wider than asked, straight borders.</summary>
internal static partial class TableCheck
{
    public static void IsSafeAndAligned(string output, int width)
    {
        var plain = Colour().Replace(output, "");
        foreach (var rune in plain.EnumerateRunes()) (rune.Value != '\n' && TerminalText.IsUnsafe(rune)).Should().BeFalse($"U+{rune.Value:X4} must not reach a terminal");
        var borders = new HashSet<int>();
        foreach (var line in plain.Split('\n'))
        {
            CellWidth.Of(line).Should().BeLessThanOrEqualTo(width, line);
            if (line.StartsWith('╭')) borders.Clear(); // another table
            if (line.StartsWith('│') || line.StartsWith('╭') || line.StartsWith('├') || line.StartsWith('╰')) borders.Add(CellWidth.Of(line));
            borders.Count.Should().BeLessThanOrEqualTo(1, "every line of a table is equally wide");
        }
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();
}

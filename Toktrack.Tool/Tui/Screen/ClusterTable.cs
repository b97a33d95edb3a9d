using System.Text;

namespace Toktrack.Tool.Tui.Screen;

/// <summary>
/// Characters with combining marks, each under a number above all of Unicode, so that a cell stays sixteen bytes. The
/// table is bounded: names are untrusted, so beyond <see cref="Capacity"/> entries marks are left off.
/// </summary>
internal static class ClusterTable
{
    public const int First = 0x110000;
    public const int Capacity = 4096;
    private const int MaxChars = 12;

    private static readonly Lock s_gate = new();
    private static readonly List<string> s_texts = [];
    private static readonly Dictionary<string, int> s_numbers = [];

    /// <summary>The symbol for <paramref name="symbol"/> with <paramref name="mark"/> over it.</summary>
    public static int Combine(int symbol, Rune mark)
    {
        if (symbol < 0) return symbol;
        var text = TextOf(symbol) + mark;
        if (text.Length > MaxChars) return symbol;
        lock (s_gate)
        {
            if (s_numbers.TryGetValue(text, out var number)) return number;
            if (s_texts.Count == Capacity) return symbol;
            number = First + s_texts.Count;
            s_texts.Add(text);
            s_numbers.Add(text, number);
            return number;
        }
    }

    /// <summary>What is written for <paramref name="symbol"/>.</summary>
    public static string TextOf(int symbol)
    {
        if (symbol < 0) return "";
        if (symbol < First) return new Rune(symbol).ToString();
        lock (s_gate) return s_texts[symbol - First];
    }
}

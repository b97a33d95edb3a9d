using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Tui.Views;

/// <summary>Several names in one cell: as many as fit, and how many more there are.</summary>
internal static class NameList
{
    /// <summary><c>opus-4-8, fable-5 +2</c> in at most <paramref name="cells"/> cells; only a first name that is alone too long is cut.</summary>
    public static string Fit(IReadOnlyList<string> names, int cells)
    {
        for (var shown = names.Count; shown > 0; shown--)
        {
            var text = TerminalText.Escape(string.Join(", ", names.Take(shown))) + More(names.Count - shown);
            if (CellWidth.Of(text) <= cells) return text;
        }

        if (names.Count == 0) return "";
        var more = More(names.Count - 1);
        return CellWidth.Fit(TerminalText.Escape(names[0]), Math.Max(1, cells - more.Length)) + more;
    }

    private static string More(int count) => count == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $" +{count}");
}

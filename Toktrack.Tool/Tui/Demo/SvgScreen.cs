// The trick: fonts draw block and line characters with gaps between rows, so those are drawn as shapes of the cell; text
// runs carry their exact width, so that columns line up whatever font the viewer has.

using System.Globalization;
using System.Text;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Demo;

/// <summary>A frame as an SVG picture of a terminal window.</summary>
internal static class SvgScreen
{
    private const double CellWidth = 8.4;
    private const double CellHeight = 18;
    private const double Margin = 14;

    public static string Of(Frame frame, Theme theme)
    {
        var isLight = theme == ThemeCatalog.Light;
        var (paper, ink, edge) = isLight ? ("#fbfcfd", "#2b313a", "#d5dbe2") : ("#12161c", "#d6dae0", "#2b313a");
        var (width, height) = ((frame.Width * CellWidth) + (2 * Margin), (frame.Height * CellHeight) + (2 * Margin));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"14\" fill=\"{ink}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\".5\" y=\".5\" width=\"{N(width - 1)}\" height=\"{N(height - 1)}\" rx=\"10\" fill=\"{paper}\" stroke=\"{edge}\"/>\n");
        for (var y = 0; y < frame.Height; y++) Row(svg, frame.Row(y), y, ink, paper);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Row(StringBuilder svg, ReadOnlySpan<Cell> row, int y, string ink, string paper)
    {
        for (var x = 0; x < row.Length;)
        {
            var end = x + 1;
            while (end < row.Length && SameLook(row[end], row[x])) end++;
            var (fore, back) = Colors(row[x], ink, paper);
            if (back is not null) Box(svg, x, y, 0, 0, end - x, 1, back);
            Run(svg, row[x..end], x, y, fore, (row[x].Attributes & (uint)CellAttributes.Bold) != 0, (row[x].Attributes & (uint)CellAttributes.Dim) != 0);
            x = end;
        }
    }

    private static bool SameLook(in Cell a, in Cell b) => a.Foreground == b.Foreground && a.Background == b.Background && a.Attributes == b.Attributes;

    private static (string Fore, string? Back) Colors(in Cell cell, string ink, string paper)
    {
        var fore = cell.Foreground == 0 ? ink : Hex(cell.Foreground);
        var back = cell.Background == 0 ? null : Hex(cell.Background);
        return (cell.Attributes & (uint)CellAttributes.Reverse) == 0 ? (fore, back) : (back ?? paper, fore);
    }

    private static string Hex(uint color) => "#" + (color & 0xFFFFFF).ToString("x6", CultureInfo.InvariantCulture);

    private static void Run(StringBuilder svg, ReadOnlySpan<Cell> cells, int x, int y, string color, bool bold, bool dim)
    {
        for (var i = 0; i < cells.Length;)
        {
            if (cells[i].Symbol is ' ' or Cell.Continuation)
            {
                i++;
                continue;
            }

            if (CellShapes.Find(cells[i].Symbol) is { } shape)
            {
                var same = i + 1;
                while (shape.Joins && same < cells.Length && cells[same].Symbol == cells[i].Symbol) same++;
                shape.Draw(svg, Margin + ((x + i) * CellWidth), Margin + (y * CellHeight), CellWidth, CellHeight, same - i, color);
                i = same;
                continue;
            }

            var end = i;
            var text = new StringBuilder();
            // A run ends at two blanks: what is between figures needs no text.
            while (end < cells.Length && CellShapes.Find(cells[end].Symbol) is null && !(cells[end].Symbol == ' ' && (end + 1 == cells.Length || cells[end + 1].Symbol == ' ')))
            {
                text.Append(ClusterTable.TextOf(cells[end].Symbol));
                end++;
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(Margin + ((x + i) * CellWidth))}\" y=\"{N(Margin + (y * CellHeight) + 13.5)}\" textLength=\"{N((end - i) * CellWidth)}\" fill=\"{color}\"");
            if (bold) svg.Append(" font-weight=\"700\"");
            if (dim) svg.Append(" opacity=\".55\"");
            svg.Append('>').Append(Escape(text.ToString())).Append("</text>\n");
            i = Math.Max(end, i + 1);
        }
    }

    private static void Box(StringBuilder svg, double x, double y, double dx, double dy, double width, double height, string color) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(Margin + ((x + dx) * CellWidth))}\" y=\"{N(Margin + ((y + dy) * CellHeight))}\" width=\"{N(width * CellWidth)}\" height=\"{N(height * CellHeight)}\" fill=\"{color}\"/>\n");

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

using System.Text;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>Writes a laid out table of any length in time proportional to it, to the bytes that <see cref="TableWriter"/> would have drawn.</summary>
internal sealed class LongTableWriter(TextWriter output, TableStyle style)
{
    private const string Grey = "90";
    private const int FlushAt = 32 << 10;

    private readonly StringBuilder _text = new();

    public void Write(TableLayout layout, int rows, int footers, Func<int, bool>? isQuiet)
    {
        Rule(layout, style.Unicode ? "╭─┬╮" : "+--+");
        Row(layout, c => c.Header, _ => Tone.Plain, bold: true, header: true);
        Rule(layout, style.Unicode ? "├─┼┤" : "|-+|");
        for (var row = 0; row < rows; row++)
        {
            var quiet = isQuiet?.Invoke(row) ?? false;
            var index = row;
            Row(layout, null, c => quiet ? Tone.Quiet : c.Tone, bold: false, header: false, index);
            if (_text.Length < FlushAt) continue;
            output.Write(_text);
            _text.Clear();
        }

        if (footers > 0)
        {
            Rule(layout, style.Unicode ? "├─┼┤" : "|-+|");
            Row(layout, null, c => c.Tone, bold: true, header: false, rows);
        }

        Rule(layout, style.Unicode ? "╰─┴╯" : "+--+");
        output.Write(_text);
        _text.Clear();
    }

    private void Rule(TableLayout layout, string parts)
    {
        var line = new StringBuilder().Append(parts[0]);
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            if (i > 0) line.Append(parts[2]);
            line.Append(parts[1], layout.Columns[i].Width + 2);
        }

        Styled(line.Append(parts[3]).ToString(), Grey);
        _text.Append('\n');
    }

    private void Row(TableLayout layout, Func<TableColumn, string>? text, Func<TableColumn, Tone> tone, bool bold, bool header, int row = 0)
    {
        var border = style.Unicode ? "│" : "|";
        foreach (var (column, width) in layout.Columns)
        {
            var cell = text is null ? layout.Cell(column, width, row) : CellWidth.Fit(text(column), width);
            Styled(border, Grey);
            _text.Append(' ');
            var color = cell is "unpriced" && !header ? Tone.Key : tone(column);
            var room = Math.Max(0, width - CellWidth.Of(cell));
            Styled(cell, Codes(color, bold), column.AlignRight ? room : 0, column.AlignRight ? 0 : room);
            _text.Append(' ');
        }

        Styled(border, Grey);
        _text.Append('\n');
    }

    private void Styled(string text, string codes, int before = 0, int after = 0)
    {
        var isStyled = style.Color && codes.Length > 0;
        if (isStyled) _text.Append("\u001b[").Append(codes).Append('m');
        _text.Append(' ', before).Append(text).Append(' ', after);
        if (isStyled) _text.Append("\u001b[0m");
    }

    private static string Codes(Tone tone, bool bold)
    {
        var color = tone switch { Tone.Key => "36", Tone.Quiet => Grey, Tone.Money => "32", _ => "" };
        return bold ? color.Length == 0 ? "1" : "1;" + color : color;
    }
}

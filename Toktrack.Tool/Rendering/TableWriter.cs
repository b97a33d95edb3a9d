using Spectre.Console;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Rendering;

/// <summary>
/// Draws laid out columns with Spectre.Console. Cells are <see cref="Text"/>, never markup: their content is untrusted. Long tables
/// are written line by line to the same bytes, since the library takes a tenth of a millisecond a row.
/// </summary>
internal sealed class TableWriter
{
    private const int LongTable = 48;

    private static readonly Style s_border = new(Color.Grey);
    private readonly TextWriter _output;
    private readonly TableStyle _style;

    public TableWriter(TextWriter output, TableStyle style)
    {
        _output = output;
        _style = style;
    }

    /// <summary>Tables with more rows are written line by line.</summary>
    public int MostDrawnRows { get; init; } = LongTable;

    /// <summary>Writes a table. The last <paramref name="footers"/> rows are totals; <paramref name="isQuiet"/> tells nested rows.</summary>
    public void Write(IReadOnlyList<TableColumn> columns, int footers, Func<int, bool>? isQuiet = null)
    {
        var layout = TableLayout.Fit(columns, _style.Width, _style.Compact);
        var rows = columns[0].Cells.Count - footers;
        if (rows > MostDrawnRows)
        {
            new LongTableWriter(_output, _style).Write(layout, rows, footers, isQuiet);
            return;
        }

        var table = new Table { ShowFooters = footers > 0, UseSafeBorder = false, Border = _style.Unicode ? TableBorder.Rounded : TableBorder.Ascii };
        if (_style.Color) table.BorderStyle = s_border;
        foreach (var (column, width) in layout.Columns)
        {
            var justify = column.AlignRight ? Justify.Right : Justify.Left;
            table.AddColumn(new Spectre.Console.TableColumn(Pad(CellWidth.Fit(column.Header, width), width, column, Decoration.Bold, Tone.Plain))
            {
                NoWrap = true,
                Padding = new Padding(1, 0),
                Alignment = justify,
                Width = width,
                Footer = footers == 0 ? null : Pad(layout.Cell(column, width, rows), width, column, Decoration.Bold, column.Tone),
            });
        }

        for (var row = 0; row < rows; row++)
        {
            var quiet = isQuiet?.Invoke(row) ?? false;
            table.AddRow(layout.Columns.Select(c => Pad(layout.Cell(c.Column, c.Width, row), c.Width, c.Column, Decoration.None, quiet ? Tone.Quiet : c.Column.Tone)));
        }

        Console().Write(table);
    }

    /// <summary>Writes a line of text that has been made safe; it wraps at the width.</summary>
    public void Line(string text, Tone tone = Tone.Plain, bool bold = false)
    {
        var style = StyleOf(tone, bold ? Decoration.Bold : Decoration.None);
        foreach (var line in Wrap(text)) Console().Write(new Text(line + "\n", style));
    }

    /// <summary>Cuts a paragraph at spaces into lines of at most the width.</summary>
    public IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (CellWidth.Of(longer) <= _style.Width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) yield return line;
            line = CellWidth.Fit(word, _style.Width);
        }

        yield return line;
    }

    // Padded here, so that our own measure of wide characters decides and not the library's.
    private Text Pad(string text, int width, TableColumn column, Decoration decoration, Tone tone) =>
        new(column.AlignRight ? CellWidth.PadLeft(text, width) : CellWidth.PadRight(text, width), StyleOf(text is "unpriced" ? Tone.Key : tone, decoration));

    private Style StyleOf(Tone tone, Decoration decoration) => _style.Color ? new(ColorOf(tone), null, decoration) : Style.Plain;

    private static Color ColorOf(Tone tone) => tone switch
    {
        Tone.Key => Color.Teal,
        Tone.Quiet => Color.Grey,
        Tone.Money => Color.Green,
        _ => Color.Default,
    };

    private IAnsiConsole Console()
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = _style.Color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _style.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FixedOutput(_output),
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        console.Profile.Capabilities.Unicode = _style.Unicode;
        return console;
    }

    /// <summary>An output of our own width: cells are cut by our measure, and the library must never wrap them.</summary>
    private sealed class FixedOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => 4096;

        public int Height => 100;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}

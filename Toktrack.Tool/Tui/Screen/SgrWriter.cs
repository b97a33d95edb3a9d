namespace Toktrack.Tool.Tui.Screen;

/// <summary>Writes changes of colour and attributes, only where something changes.</summary>
internal sealed class SgrWriter
{
    private readonly Dictionary<uint, int> _quantized = [];
    private readonly ColorDepth _depth;
    private uint _foreground;
    private uint _background;
    private uint _attributes;

    public SgrWriter(ColorDepth depth) => _depth = depth;

    /// <summary>Back to the terminal's own look.</summary>
    public void Reset(AnsiBuffer output)
    {
        output.Append("\e[0m"u8);
        (_foreground, _background, _attributes) = (0, 0, 0);
    }

    /// <summary>Takes the look of <paramref name="cell"/>.</summary>
    public void Set(AnsiBuffer output, in Cell cell)
    {
        if (cell.Foreground == _foreground && cell.Background == _background && cell.Attributes == _attributes) return;
        output.Append("\e["u8);
        var empty = true;
        if (cell.Attributes != _attributes)
        {
            // Attributes cannot be taken back one by one on every terminal.
            output.Append((byte)'0');
            empty = false;
            (_foreground, _background, _attributes) = (0, 0, cell.Attributes);
            AppendAttributes(output, (CellAttributes)cell.Attributes);
        }

        if (cell.Foreground != _foreground) AppendColor(output, _foreground = cell.Foreground, 38, ref empty);
        if (cell.Background != _background) AppendColor(output, _background = cell.Background, 48, ref empty);
        output.Append((byte)'m');
    }

    private static void AppendAttributes(AnsiBuffer output, CellAttributes attributes)
    {
        if ((attributes & CellAttributes.Bold) != 0) output.Append(";1"u8);
        if ((attributes & CellAttributes.Dim) != 0) output.Append(";2"u8);
        if ((attributes & CellAttributes.Italic) != 0) output.Append(";3"u8);
        if ((attributes & CellAttributes.Underline) != 0) output.Append(";4"u8);
        if ((attributes & CellAttributes.Reverse) != 0) output.Append(";7"u8);
    }

    private void AppendColor(AnsiBuffer output, uint value, int code, ref bool empty)
    {
        if (!empty) output.Append((byte)';');
        empty = false;
        var color = new Color(value);
        if (color.IsDefault || _depth == ColorDepth.None)
        {
            output.AppendNumber(code + 1);
            return;
        }

        if (_depth == ColorDepth.TrueColor)
        {
            output.AppendNumber(code);
            output.Append(";2;"u8);
            output.AppendNumber(color.R);
            output.Append((byte)';');
            output.AppendNumber(color.G);
            output.Append((byte)';');
            output.AppendNumber(color.B);
            return;
        }

        if (!_quantized.TryGetValue(value, out var number))
        {
            number = _depth == ColorDepth.Ansi256 ? ColorQuantizer.ToXterm256(color) : ColorQuantizer.ToAnsi16(color);
            _quantized[value] = number;
        }

        if (_depth == ColorDepth.Ansi256)
        {
            output.AppendNumber(code);
            output.Append(";5;"u8);
            output.AppendNumber(number);
        }
        else
        {
            output.AppendNumber(number < 8 ? code - 8 + number : code + 52 + number - 8);
        }
    }
}

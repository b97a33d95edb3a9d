using System.Text;
using Toktrack.Tool.Terminal;

namespace Toktrack.Scanner.Tests.Tui;

/// <summary>
/// A small terminal: understands what the dashboard writes and fails on anything else, so that no unexpected byte can
/// slip through.
/// </summary>
internal sealed class ScreenEmulator
{
    private readonly string[,] _cells;
    private readonly string[,] _looks;
    private string _look = "0";

    public ScreenEmulator(int width, int height)
    {
        (Width, Height) = (width, height);
        _cells = new string[height, width];
        _looks = new string[height, width];
        Erase();
    }

    public int Width { get; }

    public int Height { get; }

    public int X { get; private set; }

    public int Y { get; private set; }

    public bool InUpdate { get; private set; }

    public int Updates { get; private set; }

    public HashSet<string> Modes { get; } = [];

    public string Line(int y)
    {
        var line = new StringBuilder();
        for (var x = 0; x < Width; x++) line.Append(_cells[y, x]);
        return line.ToString();
    }

    public string Text => string.Join('\n', Enumerable.Range(0, Height).Select(y => Line(y).TrimEnd()));

    public string LookAt(int x, int y) => _looks[y, x];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var text = new UTF8Encoding(false, true).GetString(bytes);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\e')
            {
                i = Escape(text, i + 1);
                continue;
            }

            var rune = Rune.GetRuneAt(text, i);
            i += rune.Utf16SequenceLength;
            if (rune.Value < 0x20 || rune.Value is >= 0x7f and < 0xa0) throw new InvalidDataException($"control character U+{rune.Value:X4} on the screen");
            Put(rune);
        }
    }

    private void Put(Rune rune)
    {
        var width = CellWidth.Of(rune);
        if (width == 0)
        {
            var at = X - 1;
            if (at >= 0 && _cells[Y, at].Length == 0) at--;
            if (at >= 0) _cells[Y, at] += rune.ToString();
            return;
        }

        if (X + width > Width) throw new InvalidDataException($"line {Y} is longer than the screen");
        Set(X, rune.ToString());
        if (width == 2) Set(X + 1, "");
        X += width;
    }

    private void Set(int x, string text)
    {
        if (x + 1 < Width && _cells[Y, x + 1].Length == 0) _cells[Y, x + 1] = " ";
        if (x > 0 && _cells[Y, x].Length == 0 && text.Length > 0) _cells[Y, x - 1] = " ";
        _cells[Y, x] = text;
        _looks[Y, x] = _look;
    }

    private int Escape(string text, int i)
    {
        if (text[i] == ']')
        {
            var end = text.IndexOf("\e\\", i, StringComparison.Ordinal);
            return end + 2;
        }

        if (text[i] != '[') throw new InvalidDataException($"unknown escape {text[i]}");
        var start = ++i;
        while (text[i] is < '@' or > '~') i++;
        Control(text[start..i], text[i]);
        return i + 1;
    }

    private void Control(string parameters, char final)
    {
        switch (final)
        {
            case 'H':
                var at = parameters.Split(';');
                (Y, X) = (int.Parse(at[0]) - 1, at.Length > 1 ? int.Parse(at[1]) - 1 : 0);
                if (X < 0 || X >= Width || Y < 0 || Y >= Height) throw new InvalidDataException($"cursor outside: {parameters}");
                break;
            case 'J' when parameters == "2":
                Erase();
                break;
            case 'm':
                Look(parameters);
                break;
            case 'h' or 'l' when parameters.StartsWith('?'):
                if (final == 'h') Modes.Add(parameters);
                else Modes.Remove(parameters);
                if (parameters != "?2026") break;
                InUpdate = final == 'h';
                if (InUpdate) Updates++;
                break;
            default:
                throw new InvalidDataException($"unknown sequence {parameters}{final}");
        }
    }

    // Enough of SGR to tell whether two looks are the same: a reset starts over, the rest adds up by kind.
    private void Look(string parameters)
    {
        var parts = parameters.Split(';').ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is "0" or "")
            {
                _look = "0";
            }
            else if (parts[i] is "38" or "48")
            {
                var length = parts[i + 1] == "2" ? 5 : 3;
                Replace(parts[i], string.Join(';', parts.Skip(i).Take(length)));
                i += length - 1;
            }
            else if (parts[i] is "39" or "49")
            {
                Replace(parts[i] == "39" ? "38" : "48", "");
            }
            else
            {
                _look += "|" + parts[i];
            }
        }
    }

    private void Replace(string kind, string look)
    {
        var kept = _look.Split('|').Where(p => !p.StartsWith(kind + ";", StringComparison.Ordinal)).ToList();
        if (look.Length > 0) kept.Add(look);
        _look = string.Join('|', kept.Order(StringComparer.Ordinal));
    }

    private void Erase()
    {
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++) (_cells[y, x], _looks[y, x]) = (" ", "0");
        }
    }
}

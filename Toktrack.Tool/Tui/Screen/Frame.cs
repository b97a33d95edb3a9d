using System.Text;
using Toktrack.Tool.Terminal;

namespace Toktrack.Tool.Tui.Screen;

/// <summary>
/// A screen in memory. Everything drawn is clipped to it, and every text is escaped as it enters: a frame never holds a
/// control character, whatever a name contains.
/// </summary>
internal sealed class Frame
{
    private Cell[] _cells = [];
    private readonly List<HitArea> _hits = [];

    public Frame(int width, int height) => Resize(width, height);

    public int Width { get; private set; }

    public int Height { get; private set; }

    public Rect Bounds => new(0, 0, Width, Height);

    /// <summary>Where the text cursor stands, or null when it is hidden.</summary>
    public (int X, int Y)? Cursor { get; set; }

    /// <summary>The cells of one row.</summary>
    public ReadOnlySpan<Cell> Row(int y) => _cells.AsSpan(y * Width, Width);

    /// <summary>Takes a new size and empties the frame.</summary>
    public void Resize(int width, int height)
    {
        Width = Math.Clamp(width, 1, 1000);
        Height = Math.Clamp(height, 1, 500);
        if (_cells.Length < Width * Height) _cells = new Cell[Width * Height];
        Clear();
    }

    /// <summary>Empties the frame.</summary>
    public void Clear()
    {
        _cells.AsSpan().Fill(Cell.Blank);
        _hits.Clear();
        Cursor = null;
    }

    /// <summary>Remembers that a click inside <paramref name="area"/> means <paramref name="action"/>.</summary>
    public void Hit(Rect area, UiAction action) => _hits.Add(new(area.Intersect(Bounds), action));

    /// <summary>What a click at a cell means, the last drawn first.</summary>
    public UiAction? ActionAt(int x, int y)
    {
        for (var i = _hits.Count - 1; i >= 0; i--)
        {
            if (_hits[i].Area.Contains(x, y)) return _hits[i].Action;
        }

        return null;
    }

    /// <summary>Draws one symbol of width 1.</summary>
    public void Put(int x, int y, int symbol, in Style style)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height) return;
        Detach(x, y);
        _cells[(y * Width) + x] = new(symbol, style);
    }

    /// <summary>Draws <paramref name="text"/> within <paramref name="max"/> cells, cut with an ellipsis, and returns the cells used.</summary>
    public int Text(int x, int y, string text, in Style style, int max = int.MaxValue)
    {
        max = Math.Min(max, Width - x);
        if (max <= 0 || (uint)y >= (uint)Height || text.Length == 0) return 0;
        return Draw(x, y, CellWidth.Fit(TerminalText.Escape(text), max), style, max);
    }

    /// <summary>Draws <paramref name="text"/> so that it ends just before <paramref name="right"/>.</summary>
    public void TextRight(int right, int y, string text, in Style style, int max = int.MaxValue)
    {
        var fitted = CellWidth.Fit(TerminalText.Escape(text), Math.Max(0, Math.Min(max, right)));
        var width = CellWidth.Of(fitted);
        Draw(right - width, y, fitted, style, width);
    }

    /// <summary>Fills an area with one symbol.</summary>
    public void Fill(Rect area, int symbol, in Style style)
    {
        var clipped = area.Intersect(Bounds);
        for (var y = clipped.Y; y < clipped.Bottom; y++)
        {
            for (var x = clipped.X; x < clipped.Right; x++) Put(x, y, symbol, style);
        }
    }

    /// <summary>Changes the look of cells without changing what they show.</summary>
    public void Restyle(Rect area, Func<Style, Style> change)
    {
        var clipped = area.Intersect(Bounds);
        for (var y = clipped.Y; y < clipped.Bottom; y++)
        {
            for (var x = clipped.X; x < clipped.Right; x++)
            {
                ref var cell = ref _cells[(y * Width) + x];
                cell = new(cell.Symbol, change(cell.Style));
            }
        }
    }

    // Takes text that is already escaped and cut.
    private int Draw(int x, int y, string text, in Style style, int max)
    {
        if ((uint)y >= (uint)Height) return 0;
        var start = x;
        foreach (var rune in text.EnumerateRunes())
        {
            var width = CellWidth.Of(rune);
            if (width == 0)
            {
                Mark(x, y, rune);
                continue;
            }

            if (x + width - start > max || x + width > Width) break;
            if (x >= 0)
            {
                Put(x, y, rune.Value, style);
                if (width == 2)
                {
                    Detach(x + 1, y);
                    _cells[(y * Width) + x + 1] = new(Cell.Continuation, style);
                }
            }

            x += width;
        }

        return x - start;
    }

    private void Mark(int x, int y, Rune mark)
    {
        var at = x - 1;
        if ((uint)at >= (uint)Width) return;
        if (_cells[(y * Width) + at].Symbol == Cell.Continuation) at--;
        if (at < 0) return;
        ref var cell = ref _cells[(y * Width) + at];
        cell = new(ClusterTable.Combine(cell.Symbol, mark), cell.Style);
    }

    // Overwriting one half of a wide character leaves the other half blank, as terminals do.
    private void Detach(int x, int y)
    {
        ref var cell = ref _cells[(y * Width) + x];
        if (cell.Symbol == Cell.Continuation && x > 0)
        {
            ref var left = ref _cells[(y * Width) + x - 1];
            left = new(' ', left.Style);
        }

        if (x + 1 >= Width) return;
        ref var right = ref _cells[(y * Width) + x + 1];
        if (right.Symbol == Cell.Continuation) right = new(' ', right.Style);
    }

    private readonly record struct HitArea(Rect Area, UiAction Action);
}

// The trick: the frame on the screen is kept, rows are compared as bytes, and only runs of changed cells are written,
// wrapped in one synchronized update (mode 2026) so that no half-drawn frame is ever shown.

using System.Runtime.InteropServices;

namespace Toktrack.Tool.Tui.Screen;

/// <summary>Turns a frame into the bytes that change the screen from the last frame to it.</summary>
internal sealed class FrameWriter
{
    // A gap of equal cells this short is cheaper to rewrite than to jump over.
    private const int MaxRewrittenGap = 4;

    private readonly SgrWriter _sgr;
    private readonly AnsiBuffer _output = new();
    private Cell[] _shown = [];
    private int _width;
    private int _height;
    private (int, int)? _cursor;
    private bool _known;
    private int _x;
    private int _y;

    public FrameWriter(ColorDepth depth) => _sgr = new(depth);

    /// <summary>Forgets what is on the screen: the next frame is written whole.</summary>
    public void Invalidate() => _known = false;

    /// <summary>The bytes that show <paramref name="frame"/>; empty when it is shown already. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(Frame frame)
    {
        _output.Clear();
        _output.Append("\e[?2026h"u8);
        var start = _output.Length;
        if (!_known || frame.Width != _width || frame.Height != _height) Restart(frame);
        (_x, _y) = (-1, -1);
        for (var y = 0; y < _height; y++) WriteRow(frame.Row(y), y);
        WriteCursor(frame.Cursor);
        if (_output.Length == start) return [];
        _sgr.Reset(_output);
        _output.Append("\e[?2026l"u8);
        return _output.Written;
    }

    private void Restart(Frame frame)
    {
        (_width, _height, _known) = (frame.Width, frame.Height, true);
        if (_shown.Length < _width * _height) _shown = new Cell[_width * _height];
        _shown.AsSpan().Fill(Cell.Blank);
        _sgr.Reset(_output);
        _output.Append("\e[?25l\e[2J"u8);
        _cursor = null;
    }

    private void WriteRow(ReadOnlySpan<Cell> row, int y)
    {
        var shown = _shown.AsSpan(y * _width, _width);
        if (MemoryMarshal.AsBytes(row).SequenceEqual(MemoryMarshal.AsBytes(shown))) return;
        for (var x = 0; x < row.Length; x++)
        {
            if (Cell.Same(row[x], shown[x])) continue;
            // A changed right half is drawn by its left half.
            if (row[x].Symbol == Cell.Continuation && x > 0) x--;
            MoveTo(row, x, y);
            _sgr.Set(_output, row[x]);
            _output.AppendSymbol(Math.Max(row[x].Symbol, ' '));
            var wide = x + 1 < row.Length && row[x + 1].Symbol == Cell.Continuation;
            // Terminals disagree about the width of what is not plain: say where to go on.
            (_x, _y) = IsPlain(row[x].Symbol) ? (x + 1, y) : (-1, -1);
            if (wide) x++;
        }

        row.CopyTo(shown);
    }

    // Latin, box drawing, blocks and the few marks the views use: one cell on every terminal.
    private static bool IsPlain(int symbol) => symbol is < 0x300 or (>= 0x2010 and < 0x2027) or (>= 0x2190 and < 0x2600);

    private void MoveTo(ReadOnlySpan<Cell> row, int x, int y)
    {
        if (y == _y && x == _x) return;
        if (y == _y && x > _x && x - _x <= MaxRewrittenGap && RewriteGap(row, x)) return;
        _output.Append("\e["u8);
        _output.AppendNumber(y + 1);
        if (x > 0)
        {
            _output.Append((byte)';');
            _output.AppendNumber(x + 1);
        }

        _output.Append((byte)'H');
    }

    private bool RewriteGap(ReadOnlySpan<Cell> row, int x)
    {
        var gap = row[_x..x];
        foreach (ref readonly var cell in gap)
        {
            if (cell.Symbol is < ' ' or > '~') return false;
        }

        foreach (ref readonly var cell in gap)
        {
            _sgr.Set(_output, cell);
            _output.AppendSymbol(cell.Symbol);
        }

        return true;
    }

    private void WriteCursor((int X, int Y)? cursor)
    {
        var changed = cursor != _cursor;
        _cursor = cursor;
        if (cursor is { } at)
        {
            // Drawing moved it.
            if (!changed && _x < 0 && _y < 0 && _output.Length == "\e[?2026h".Length) return;
            _output.Append("\e["u8);
            _output.AppendNumber(at.Y + 1);
            _output.Append((byte)';');
            _output.AppendNumber(at.X + 1);
            _output.Append("H\e[?25h"u8);
        }
        else if (changed)
        {
            _output.Append("\e[?25l"u8);
        }
    }
}

// The trick: a cell shows two colours, so where one part of a bar ends inside a cell, a block of n eighths is drawn in the
// lower part's colour on the upper part's colour. Bars are exact to an eighth of a row, borders between parts too.

using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>Vertical stacked bars with a labelled scale.</summary>
internal static class BarChart
{
    private const int MaxBarWidth = 12;

    /// <summary>Draws the last columns that fit; <paramref name="label"/> writes a value of the scale, <paramref name="nothing"/> stands where all are 0.</summary>
    public static void Draw(Frame frame, Rect area, IReadOnlyList<BarColumn> columns, Func<decimal, string> label, Theme theme, string nothing = "no usage")
    {
        if (area.Height < 2 || area.Width < 12 || columns.Count == 0) return;
        if (columns.All(c => c.Total <= 0))
        {
            frame.Text(area.X + ((area.Width - nothing.Length) / 2), area.Y + (area.Height / 2), nothing, theme.Muted);
            return;
        }

        var room = area.Height - 1;
        var top = NiceCeiling(columns.Max(c => c.Total));
        var ticks = room >= 8 ? 4 : room >= 4 ? 2 : 1;
        // Whole rows between grid lines: what is over stays blank above.
        var plotHeight = room - (room % ticks);
        var scale = Enumerable.Range(0, ticks + 1).Select(i => label(top * i / ticks)).ToArray();
        var labels = scale.Max(s => CellWidth.Of(s)) + 1;
        var plot = new Rect(area.X + labels, area.Y + room - plotHeight, area.Width - labels, plotHeight);
        var (bar, gap) = Fit(plot.Width, columns.Count);
        var skip = Math.Max(0, columns.Count - ((plot.Width + gap) / (bar + gap)));
        var used = ((columns.Count - skip) * (bar + gap)) - gap;

        for (var i = 1; i <= ticks; i++)
        {
            var y = plot.Bottom - 1 - ((plotHeight * i / ticks) - 1);
            frame.TextRight(plot.X - 1, y, scale[i], theme.Muted);
            for (var x = plot.X; x < plot.X + used; x++) frame.Put(x, y, '┈', theme.Track);
        }

        // From the right: the last label counts most, and gets its place.
        var free = plot.X + used + 2;
        for (var i = columns.Count - 1; i >= skip; i--)
        {
            var x = plot.X + ((i - skip) * (bar + gap));
            DrawBar(frame, x, bar, plot, columns[i], top, theme);
            var width = CellWidth.Of(columns[i].Label);
            if (width == 0) continue;
            var at = Math.Min(x, plot.X + used - width);
            if (at < plot.X || at + width + 2 > free) continue;
            frame.Text(at, plot.Bottom, columns[i].Label, columns[i].Highlighted ? theme.Accent : theme.Muted);
            free = at;
        }
    }

    /// <summary>The smallest round number whose quarters are round too, not below <paramref name="value"/>.</summary>
    public static decimal NiceCeiling(decimal value)
    {
        if (value <= 0) return 1;
        var power = 1m;
        while (power * 10 <= value && power < 1e24m) power *= 10;
        while (power > value && power > 1e-6m) power /= 10;
        foreach (var step in (ReadOnlySpan<decimal>)[1, 1.2m, 1.6m, 2, 2.4m, 3.2m, 4, 6, 8])
        {
            if (power * step >= value) return power * step;
        }

        return power * 10;
    }

    private static (int Bar, int Gap) Fit(int width, int count)
    {
        for (var bar = MaxBarWidth; bar > 1; bar--)
        {
            if ((count * (bar + 1)) - 1 <= width) return (bar, 1);
        }

        return (count * 2) - 1 <= width ? (1, 1) : (1, 0);
    }

    private static void DrawBar(Frame frame, int x, int width, Rect plot, BarColumn column, decimal top, Theme theme)
    {
        if (column.Total <= 0)
        {
            for (var i = 0; i < width; i++) frame.Put(x + i, plot.Bottom - 1, '▁', theme.Track);
            return;
        }

        var ends = new int[column.Segments.Count];
        var sum = 0m;
        for (var i = 0; i < ends.Length; i++)
        {
            sum += column.Segments[i].Value;
            ends[i] = Math.Max(1, (int)Math.Round((double)(sum / top) * plot.Height * 8));
        }

        for (var row = 0; row < plot.Height; row++)
        {
            var bottom = row * 8;
            if (bottom >= ends[^1]) break;
            var lower = Array.FindIndex(ends, e => e > bottom);
            var filled = Math.Min(8, ends[lower] - bottom);
            var style = column.Segments[lower].Style;
            if (filled < 8 && lower < ends.Length - 1 && !theme.IsPlain)
            {
                var upper = Array.FindLastIndex(ends, e => e > ends[lower]);
                if (upper >= 0)
                {
                    upper = Array.FindIndex(ends, e => e > ends[lower]);
                    // Where the bar also ends in this cell, its top is what eyes look at.
                    if (ends[^1] - bottom < 8) filled = ends[^1] - bottom;
                    else style = style.On(column.Segments[upper].Style.Foreground);
                }
            }
            else if (theme.IsPlain)
            {
                filled = Math.Min(8, ends[^1] - bottom);
            }

            for (var i = 0; i < width; i++) frame.Put(x + i, plot.Bottom - 1 - row, Blocks.Rising[filled], style);
        }
    }
}

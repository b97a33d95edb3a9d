using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>Parts of a whole, the largest first: name, bar, figure, per cent.</summary>
internal static class MeterList
{
    /// <summary>Draws as many lines as fit; what does not is summed up in the last.</summary>
    public static void Draw(Frame frame, Rect area, IReadOnlyList<MeterItem> items, Unit unit, Theme theme)
    {
        if (area.IsEmpty) return;
        if (items.Count == 0)
        {
            frame.Text(area.X, area.Y, "no usage", theme.Muted, area.Width);
            return;
        }

        var whole = items.Sum(i => i.Figures.In(unit));
        var shown = items.Count <= area.Height ? items.Count : area.Height - 1;
        var figures = items.Select(i => RowText.In(unit, i.Figures, area.Width < 40)).ToList();
        var figureWidth = figures.Take(Math.Max(1, shown)).Max(f => CellWidth.Of(f));
        var percent = area.Width >= 30 ? 7 : 0;
        var most = Math.Max(8, (area.Width - figureWidth - percent) * 3 / 5);
        var names = items.Select(i => i.Name).ToList();
        if (WidthOf(names) > most) names = [.. items.Select(i => i.ShortName ?? i.Name)];
        var nameWidth = Math.Min(WidthOf(names), most);
        var bar = area.Width - nameWidth - figureWidth - percent - 3;
        if (bar < 4) (nameWidth, bar) = (Math.Max(1, area.Width - figureWidth - percent - 1), 0);
        var largest = items.Max(i => i.Figures.In(unit));
        for (var i = 0; i < shown; i++)
        {
            var y = area.Y + i;
            var value = items[i].Figures.In(unit);
            frame.Text(area.X, y, names[i], theme.Text, nameWidth);
            if (bar > 0 && largest > 0) Meter.Draw(frame, area.X + nameWidth + 1, y, bar, (double)(value / largest), items[i].Style, theme);
            frame.TextRight(area.Right - percent, y, figures[i], theme.Text, figureWidth);
            if (percent > 0) frame.TextRight(area.Right, y, RowText.Share(value, whole), theme.Muted);
        }

        if (shown == items.Count) return;
        var rest = items.Count - shown;
        var sum = default(Figures);
        foreach (var item in items.Skip(shown)) sum.Add(item.Figures);
        var last = area.Bottom - 1;
        frame.Text(area.X, last, $"{rest} more", theme.Muted, area.Width - figureWidth - percent - 1);
        frame.TextRight(area.Right - percent, last, RowText.In(unit, sum, area.Width < 40), theme.Muted);
        if (percent > 0) frame.TextRight(area.Right, last, RowText.Share(sum.In(unit), whole), theme.Muted);
    }

    private static int WidthOf(List<string> names) => names.Max(n => CellWidth.Of(TerminalText.Escape(n)));
}

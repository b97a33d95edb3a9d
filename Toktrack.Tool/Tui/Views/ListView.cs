using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>A table of periods, models, projects or sessions: ordered, filtered, with the selected row marked.</summary>
internal static class ListView
{
    private const int Gap = 2;

    public static ViewFeedback Draw(Frame frame, Rect area, ViewContext context)
    {
        var list = ListModel.Of(context.Model, context.State);
        var boxed = area.Width >= 60 && area.Height >= 12;
        var inside = boxed ? Panel.Draw(frame, area, TitleOf(context), context.Theme, NoteOf(list, context)) : area.Inset(1, 0);
        if (boxed && context.State.Tab == DashboardTab.Daily) DrawPeriods(frame, area, context);
        if (list.Rows.Count == 0)
        {
            EmptyNote.Draw(frame, inside, $"Nothing matches “{context.State.Filter}”", "Esc clears the filter", context.Theme);
            return default;
        }

        // Names get their room where it does not cost the columns that always stay.
        var names = Math.Min(inside.Width / 3, Need(ColumnKind.Name, false, list, context));
        var all = TableColumns.Of(context.State, names, RowText.Cost(list.Totals).Length, context.Model.Titles.Count > 0);
        var columns = TableColumns.Fit(TableColumns.Narrowed(all, kind => Need(kind, true, list, context)), inside.Width);
        DrawHeader(frame, inside, columns, context);
        var hasTotals = inside.Height >= 9;
        var body = inside.Below(1).Top(inside.Height - (hasTotals ? 3 : 1));
        var selected = Math.Clamp(context.State.List.Selected, 0, list.Rows.Count - 1);
        var offset = Math.Clamp(selected - (body.Height / 2), 0, Math.Max(0, list.Rows.Count - body.Height));
        var largest = list.Rows.Max(r => Figures.Of(r).In(context.Unit));
        for (var i = 0; i < body.Height && offset + i < list.Rows.Count; i++)
        {
            DrawRow(frame, body.Below(i).Top(1), columns, list, offset + i, selected, largest, context);
        }

        if (hasTotals) DrawTotals(frame, inside.Below(inside.Height - 2), columns, list, context);
        if (boxed) DrawScrollbar(frame, area.Right - 1, body, offset, list.Rows.Count, context);
        return new(Math.Max(1, body.Height), 0, [.. columns.Select(c => c.Column.Kind)]);
    }

    // The longest text of a column: of the first rows, since it is asked for before the first frame.
    private static int Need(ColumnKind kind, bool whole, ListModel list, ViewContext context)
    {
        if (list.Needs.TryGetValue((kind, whole), out var known)) return known;
        return list.Needs[(kind, whole)] = list.Rows.Take(200).Max(r => CellWidth.Of(TerminalText.Escape(TableCell.TextOf(kind, r, list.Table.Query.Period, whole ? int.MaxValue : 0, context))));
    }

    private static string TitleOf(ViewContext context) =>
        context.State.Tab == DashboardTab.Daily ? "" : context.State.Tab.ToString();

    private static string NoteOf(ListModel list, ViewContext context)
    {
        var filter = context.State.Filter.Length > 0 ? $"filter “{CellWidth.Fit(TerminalText.Escape(context.State.Filter), 20)}” · " : "";
        return list.Rows.Count == 0 ? filter + "0" : $"{filter}{NumberText.Full(Math.Min(context.State.List.Selected, list.Rows.Count - 1) + 1)} of {NumberText.Full(list.Rows.Count)}";
    }

    private static void DrawPeriods(Frame frame, Rect area, ViewContext context)
    {
        var theme = context.Theme;
        var x = area.X + 2;
        foreach (var period in (ReadOnlySpan<Period>)[Period.Day, Period.Week, Period.Month, Period.Year])
        {
            var isActive = context.State.Period == period;
            var text = $" {period.ToString().ToLowerInvariant()} ";
            var style = isActive ? theme.Selected(theme.Strong) : theme.Muted;
            frame.Text(x, area.Y, text, style);
            frame.Hit(new(x, area.Y, text.Length, 1), new(UiActionKind.Period, (int)period));
            x += text.Length;
        }
    }

    private static void DrawHeader(Frame frame, Rect area, IReadOnlyList<(TableColumn Column, int Width)> columns, ViewContext context)
    {
        var theme = context.Theme;
        var sort = ListModel.SortOf(context.State);
        var mark = context.State.List.Reversed ? "▴" : "▾";
        var x = area.X;
        foreach (var (column, width) in columns)
        {
            var isSort = column.Kind == sort;
            var name = column.TitleFor(width);
            var title = isSort ? column.IsRight ? mark + name : name + mark : name;
            if (CellWidth.Of(title) > width) title = name;
            var style = isSort ? theme.Accent : theme.Muted;
            if (column.IsRight) frame.TextRight(x + width, area.Y, title, style, width);
            else frame.Text(x, area.Y, title, style, width);
            frame.Hit(new(x, area.Y, width, 1), new(UiActionKind.Column, (int)column.Kind));
            x += width + Gap;
        }
    }

    private static void DrawRow(
        Frame frame, Rect line, IReadOnlyList<(TableColumn Column, int Width)> columns, ListModel list, int index, int selected, decimal largest, ViewContext context)
    {
        var x = line.X;
        foreach (var (column, width) in columns)
        {
            TableCell.Draw(frame, x, line.Y, width, column, list.Rows[index], list, largest, context);
            x += width + Gap;
        }

        var wide = new Rect(line.X - 1, line.Y, line.Width + 2, 1);
        frame.Hit(wide, new(UiActionKind.Row, index));
        if (index == selected) frame.Restyle(wide, context.Theme.Selected);
    }

    private static void DrawTotals(Frame frame, Rect area, IReadOnlyList<(TableColumn Column, int Width)> columns, ListModel list, ViewContext context)
    {
        var theme = context.Theme;
        frame.Fill(area.Top(1), '─', theme.Faint);
        frame.Text(area.X, area.Y + 1, context.State.Filter.Length > 0 ? "Total of these" : "Total", theme.Text.Bold(), columns[0].Width + Gap);
        var x = area.X;
        foreach (var (column, width) in columns)
        {
            var text = TableCell.TotalOf(column.Kind, list.Totals);
            frame.TextRight(x + width, area.Y + 1, text, theme.Strong, width);
            x += width + Gap;
        }
    }

    private static void DrawScrollbar(Frame frame, int x, Rect body, int offset, int rows, ViewContext context)
    {
        if (rows <= body.Height || body.Height < 2) return;
        var size = Math.Max(1, body.Height * body.Height / rows);
        var from = (int)Math.Round((double)offset / (rows - body.Height) * (body.Height - size));
        for (var i = 0; i < size; i++) frame.Put(x, body.Y + from + i, '┃', context.Theme.Muted);
    }
}

using System.Globalization;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Theming;

namespace Toktrack.Tool.Tui.Widgets;

/// <summary>A year as a contribution graph: a column a week, a row a weekday, five strengths by quartile.</summary>
internal static class HeatMap
{
    /// <summary>Rows it needs: the months and seven days.</summary>
    public const int Height = 8;

    private const int LabelWidth = 4;

    /// <summary>How many weeks fit, each <paramref name="cell"/> cells wide; at most 53.</summary>
    public static int Weeks(int width, int cell) => Math.Clamp((width - LabelWidth + cell - 1) / cell, 0, 53);

    /// <summary>Cells a week takes in <paramref name="width"/> cells: two where a year fits so.</summary>
    public static int CellFor(int width) => width >= LabelWidth + (53 * 2) - 1 ? 2 : 1;

    /// <summary>Draws the weeks up to today, with <paramref name="selected"/> marked.</summary>
    public static void Draw(Frame frame, Rect area, DashboardModel model, Unit unit, DateOnly selected, Theme theme)
    {
        var cell = CellFor(area.Width);
        var weeks = Weeks(area.Width, cell);
        if (weeks < 4 || area.Height < Height) return;
        var lastWeek = model.FirstDay(model.Today, Scanner.Query.Period.Week);
        var first = lastWeek.AddDays(-7 * (weeks - 1));
        var steps = HeatScale.Of(model.Days.Values.Where(d => d.Date >= first).Select(d => d.Total.In(unit)));
        var x0 = area.X + LabelWidth;
        DrawMonths(frame, x0, area.Y, first, weeks, cell, theme);
        for (var row = 0; row < 7; row++)
        {
            var y = area.Y + 1 + row;
            var weekday = first.AddDays(row).DayOfWeek;
            if (weekday is DayOfWeek.Monday or DayOfWeek.Wednesday or DayOfWeek.Friday)
            {
                frame.Text(area.X, y, CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(weekday), theme.Muted);
            }

            for (var week = 0; week < weeks; week++)
            {
                var date = first.AddDays((7 * week) + row);
                if (date > model.Today) continue;
                var value = model.Days.TryGetValue(date, out var day) ? day.Total.In(unit) : 0;
                var step = steps.StepOf(value);
                var x = x0 + (week * cell);
                var style = theme.Heat[step];
                if (date == selected) style = theme.IsPlain ? style.With(CellAttributes.Reverse) : new Style(style.Foreground, theme.Accent.Foreground);
                frame.Put(x, y, theme.HeatSymbols[step], style);
                frame.Hit(new(x, y, cell, 1), new(UiActionKind.Day, date.DayNumber));
            }
        }
    }

    /// <summary>Draws <c>less ■■■■■ more</c> up to <paramref name="right"/>.</summary>
    public static void DrawLegend(Frame frame, int right, int y, Theme theme)
    {
        frame.TextRight(right, y, "more", theme.Muted);
        for (var i = 0; i < 5; i++) frame.Put(right - 14 + (i * 2), y, theme.HeatSymbols[i], theme.Heat[i]);
        frame.TextRight(right - 15, y, "less", theme.Muted);
    }

    private static void DrawMonths(Frame frame, int x0, int y, DateOnly first, int weeks, int cell, Theme theme)
    {
        var end = int.MinValue;
        for (var week = 0; week < weeks; week++)
        {
            var monday = first.AddDays(7 * week);
            var isFirst = monday.Day <= 7 || week == 0;
            var x = x0 + (week * cell);
            // The first, partial month has a label only where the next leaves room for it.
            if (!isFirst || x <= end || (week == 0 && first.AddDays(7 * 4 / cell).Day <= 7 && monday.Day > 7)) continue;
            if (week == 0 && first.AddDays(7 * ((4 / cell) + 1)).Month != monday.Month && monday.Day > 7) continue;
            if (x + 3 > x0 + (weeks * cell)) break;
            end = x + frame.Text(x, y, CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(monday.Month), theme.Muted);
        }
    }
}

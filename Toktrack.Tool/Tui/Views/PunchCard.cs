using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>When work happens: weekdays by hours, in the strengths of the heat map.</summary>
internal static class PunchCard
{
    private const int Days = 90;

    public static void Draw(Frame frame, Rect area, ViewContext context)
    {
        var (model, theme) = (context.Model, context.Theme);
        var inside = Panel.Draw(frame, area, "By hour", theme, $"{Days} days");
        var sums = new decimal[7, 24];
        foreach (var row in model.Recent(Grouping.Period, Days).Rows)
        {
            var start = new DateTime(row.Key.Start);
            sums[(int)start.DayOfWeek, start.Hour] += Figures.Of(row).In(context.Unit);
        }

        var scale = HeatScale.Of(sums.Cast<decimal>());
        var cell = Math.Clamp((inside.Width - 4) / 24, 1, 2);
        var left = inside.X + 4 + Math.Max(0, (inside.Width - 4 - (24 * cell)) / 2);
        for (var i = 0; i < Math.Min(7, inside.Height); i++)
        {
            var day = (DayOfWeek)(((int)model.WeekStart + i) % 7);
            frame.Text(left - 4, inside.Y + i, CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(day), theme.Muted);
            for (var hour = 0; hour < 24; hour++)
            {
                var step = scale.StepOf(sums[(int)day, hour]);
                frame.Put(left + (hour * cell), inside.Y + i, theme.HeatSymbols[step], theme.Heat[step]);
            }
        }

        for (var hour = 0; hour < 24; hour += 6)
        {
            frame.Text(left + (hour * cell), area.Bottom - 1, $"{hour:00}h", theme.Muted);
        }
    }
}

using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The hours of a day as bars.</summary>
internal static class HourChart
{
    public static void Draw(Frame frame, Rect area, UsageTable hours, ViewContext context)
    {
        var sums = new decimal[24];
        foreach (var row in hours.Rows) sums[new DateTime(row.Key.Start).Hour] += Figures.Of(row).In(context.Unit);
        var columns = sums.Select((value, hour) => new BarColumn(
            value > 0 ? [new(value, context.Theme.Usage)] : [],
            hour % 3 == 0 ? hour.ToString("00", CultureInfo.InvariantCulture) : "")).ToList();
        BarChart.Draw(frame, area, columns, v => RowText.Scale(context.Unit, v), context.Theme, RowText.NoPrice);
    }
}

using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The course of a session: by hour, or by day where it went on for long.</summary>
internal static class SessionChart
{
    private const int MostHours = 72;

    /// <summary>False where a chart would show one bar.</summary>
    public static bool IsWorthwhile(RowTarget target, DashboardModel model) => Span(Hours(target, model)) > 1;

    /// <summary>What the bars stand for.</summary>
    public static string Title(RowTarget target, DashboardModel model) => Span(Hours(target, model)) <= MostHours ? "By hour" : "By day";

    public static void Draw(Frame frame, Rect area, ViewContext context, RowTarget target)
    {
        var (model, unit, theme) = (context.Model, context.Unit, context.Theme);
        var hours = Hours(target, model);
        var span = Span(hours);
        var first = new DateTime(hours.Min(h => h.Key.Start));
        if (span > MostHours)
        {
            SpanChart.Draw(frame, area, model.DaysWithin(target), DateOnly.FromDateTime(first), DateOnly.FromDateTime(new(hours.Max(h => h.Key.Start))), context);
            return;
        }

        var sums = hours.ToLookup(h => h.Key.Start, h => Figures.Of(h).In(unit));
        var style = theme.IsPlain ? theme.Usage : theme.Of(target.Source);
        var columns = Enumerable.Range(0, span).Select(i => first.AddHours(i)).Select(hour =>
        {
            var sum = sums[hour.Ticks].Sum();
            return new BarColumn(sum > 0 ? [new(sum, style)] : [], Label(hour, span));
        }).ToList();
        BarChart.Draw(frame, area, columns, v => RowText.Scale(unit, v), theme, RowText.NoPrice);
    }

    private static IReadOnlyList<UsageRow> Hours(RowTarget target, DashboardModel model) => model.Table(Grouping.Period, Period.Hour, target).Rows;

    private static int Span(IReadOnlyList<UsageRow> hours) =>
        hours.Count == 0 ? 0 : (int)((hours.Max(h => h.Key.Start) - hours.Min(h => h.Key.Start)) / TimeSpan.TicksPerHour) + 1;

    private static string Label(DateTime hour, int span) =>
        hour.Hour == 0 ? hour.ToString("d MMM", CultureInfo.InvariantCulture)
        : span <= 12 || hour.Hour % 3 == 0 ? hour.ToString("HH:mm", CultureInfo.InvariantCulture) : "";
}

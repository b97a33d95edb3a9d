using System.Globalization;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>Days up to today as bars, stacked by CLI.</summary>
internal static class DayChart
{
    public static void Draw(Frame frame, Rect area, IReadOnlyDictionary<DateOnly, DayFigures> days, int count, ViewContext context)
    {
        var (model, unit, theme) = (context.Model, context.Unit, context.Theme);
        var columns = new List<BarColumn>(count);
        for (var i = count - 1; i >= 0; i--)
        {
            var date = model.Today.AddDays(-i);
            BarSegment[] segments = days.TryGetValue(date, out var day)
                ? [.. day.BySource.Where(s => s.Value.In(unit) > 0).Select(s => new BarSegment(s.Value.In(unit), theme.IsPlain ? theme.Usage : theme.Of(s.Key)))]
                : [];
            // A label a week, counted back from today so that today has one.
            var label = i == 0 ? "today" : i % 7 == 0 && i > 0 ? date.ToString("d MMM", CultureInfo.InvariantCulture) : "";
            columns.Add(new(segments, label, i == 0));
        }

        var first = model.Today.AddDays(1 - count);
        var isUsed = days.Values.Any(d => d.Date >= first && d.Date <= model.Today && !d.Total.IsEmpty);
        BarChart.Draw(frame, area, columns, v => RowText.Scale(unit, v), theme, isUsed ? RowText.NoPrice : Since(days, first));
    }

    private static string Since(IReadOnlyDictionary<DateOnly, DayFigures> days, DateOnly first)
    {
        var last = days.Values.Where(d => d.Date < first && !d.Total.IsEmpty).Select(d => d.Date).DefaultIfEmpty().Max();
        return last == default ? "no usage" : string.Create(CultureInfo.InvariantCulture, $"no usage since {last:d MMM yyyy}");
    }
}

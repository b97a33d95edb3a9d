using System.Globalization;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>Days from one to another as bars; months where days are too many.</summary>
internal static class SpanChart
{
    public static void Draw(Frame frame, Rect area, IReadOnlyDictionary<DateOnly, DayFigures> days, DateOnly first, DateOnly last, ViewContext context)
    {
        var (unit, theme) = (context.Unit, context.Theme);
        var byMonth = last.DayNumber - first.DayNumber > 62;
        var columns = new List<BarColumn>();
        for (var from = first; from <= last;)
        {
            var end = byMonth ? new DateOnly(from.Year, from.Month, DateTime.DaysInMonth(from.Year, from.Month)) : from;
            if (end > last) end = last;
            var sums = new SortedDictionary<Scanner.Model.SourceId, decimal>();
            for (var number = from.DayNumber; number <= end.DayNumber; number++)
            {
                if (!days.TryGetValue(DateOnly.FromDayNumber(number), out var day)) continue;
                foreach (var (source, figures) in day.BySource) sums[source] = sums.GetValueOrDefault(source) + figures.In(unit);
            }

            BarSegment[] segments = [.. sums.Where(s => s.Value > 0).Select(s => new BarSegment(s.Value, theme.IsPlain ? theme.Usage : theme.Of(s.Key)))];
            columns.Add(new(segments, Label(from, byMonth, first), from == context.Model.Today));
            if (end == DateOnly.MaxValue) break;
            from = end.AddDays(1);
        }

        BarChart.Draw(frame, area, columns, v => RowText.Scale(unit, v), theme, RowText.NoPrice);
    }

    private static string Label(DateOnly date, bool byMonth, DateOnly first) =>
        byMonth ? date.ToString("MMM", CultureInfo.InvariantCulture)
        : (date.DayNumber - first.DayNumber) % 7 == 0 || date.Day == 1 ? date.ToString("d MMM", CultureInfo.InvariantCulture) : "";
}

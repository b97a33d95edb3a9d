using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>Today, this week, this month, all time: sum, course, and what to compare it with.</summary>
internal static class SumCards
{
    /// <summary>The four sums with their notes.</summary>
    public static IReadOnlyList<SumCard> Of(ViewContext context)
    {
        var (model, unit) = (context.Model, context.Unit);
        var today = model.Today;
        var week = model.FirstDay(today, Period.Week);
        var month = model.FirstDay(today, Period.Month);
        return
        [
            new("Today", model.Sum(today, today), Before("yesterday", today.AddDays(-1), today.AddDays(-1)), Before("was", today.AddDays(-1), today.AddDays(-1)), Hours(context)),
            new("This week", model.Sum(week, today), Before("last week", week.AddDays(-7), week.AddDays(-1)), Before("was", week.AddDays(-7), week.AddDays(-1)), Days(week, week.AddDays(6))),
            new("This month", model.Sum(month, today), Projection("heading for"), Projection("to be"), Days(month, month.AddMonths(1).AddDays(-1))),
            new("All time", model.Total, "since " + model.First.ToString("d MMM yyyy", CultureInfo.InvariantCulture), "since " + model.First.ToString("MMM yyyy", CultureInfo.InvariantCulture), Months()),
        ];

        string Before(string name, DateOnly first, DateOnly last)
        {
            var sum = model.Sum(first, last);
            return sum.IsEmpty ? "" : $"{name} {RowText.In(unit, sum, compact: true)}";
        }

        // The pace of the days so far, today counted as a whole day: as in `toktrack stats`.
        string Projection(string label)
        {
            var sum = model.Sum(month, today);
            if (sum.In(unit) == 0) return "";
            var value = sum.In(unit) / today.Day * DateTime.DaysInMonth(today.Year, today.Month);
            return $"{label} {(unit == Unit.Cost ? NumberText.ShortUsd(value) : NumberText.Short((long)Math.Min(value, long.MaxValue)))}";
        }

        decimal[] Days(DateOnly first, DateOnly last) =>
            [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(i => model.Days.TryGetValue(first.AddDays(i), out var day) ? day.Total.In(unit) : 0)];

        decimal[] Months()
        {
            var first = month.AddMonths(-23);
            var sums = new decimal[24];
            foreach (var day in model.Days.Values)
            {
                var index = ((day.Date.Year - first.Year) * 12) + day.Date.Month - first.Month;
                if (index is >= 0 and < 24) sums[index] += day.Total.In(unit);
            }

            return sums;
        }
    }

    /// <summary>Draws the cards beside each other: five rows with their course, four without.</summary>
    public static void Draw(Frame frame, Rect area, ViewContext context)
    {
        var cards = Of(context);
        for (var i = 0; i < cards.Count; i++)
        {
            var from = area.Width * i / cards.Count;
            var to = area.Width * (i + 1) / cards.Count;
            DrawCard(frame, new(area.X + from, area.Y, to - from, area.Height), cards[i], context);
        }
    }

    private static void DrawCard(Frame frame, Rect area, SumCard card, ViewContext context)
    {
        var (theme, unit) = (context.Theme, context.Unit);
        var inside = Panel.Draw(frame, area, card.Title, theme);
        if (inside.IsEmpty) return;
        var other = unit == Unit.Cost ? NumberText.Short(card.Sum.Tokens.Total) : RowText.Cost(card.Sum, compact: true);
        var used = frame.Text(inside.X, inside.Y, RowText.In(unit, card.Sum), theme.Strong, inside.Width);
        if (used + other.Length + 2 <= inside.Width) frame.TextRight(inside.Right, inside.Y, other, theme.Muted);
        if (inside.Height > 2)
        {
            Course(frame, inside.Below(1).Top(1), card.Course, theme);
        }

        frame.Text(inside.X, inside.Bottom - 1, card.NoteFor(inside.Width), theme.Muted, inside.Width);
    }

    private static void Course(Frame frame, Rect area, IReadOnlyList<decimal> values, Theming.Theme theme)
    {
        // Few values get broad bars.
        var each = Math.Clamp(area.Width / Math.Max(1, values.Count), 1, 3);
        var spread = values.SelectMany(v => Enumerable.Repeat(v, each)).ToArray();
        Sparkline.Draw(frame, area with { Width = Math.Min(area.Width, spread.Length) }, spread, theme.Usage, theme.Track);
    }

    private static decimal[] Hours(ViewContext context)
    {
        var hours = new decimal[24];
        foreach (var row in context.Model.Recent(Grouping.Period, 1).Rows) hours[new DateTime(row.Key.Start).Hour] += Figures.Of(row).In(context.Unit);
        return hours;
    }
}

using System.Globalization;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The overview for small screens: a line a sum, and the last days as a sparkline or as much chart as fits.</summary>
internal static class OverviewCompact
{
    public static void Draw(Frame frame, Rect area, ViewContext context)
    {
        var (theme, unit) = (context.Theme, context.Unit);
        area = area.Inset(1, 0);
        var y = area.Y + (area.Height > 7 ? 1 : 0);
        var cards = SumCards.Of(context);
        var figures = cards.Select(c => RowText.In(unit, c.Sum)).ToList();
        var width = figures.Max(f => CellWidth.Of(f));
        for (var i = 0; i < cards.Count && y < area.Bottom; i++, y++)
        {
            frame.Text(area.X, y, cards[i].Title, theme.Muted);
            frame.TextRight(area.X + 12 + width, y, figures[i], theme.Strong);
            var other = unit == Unit.Cost ? NumberText.Short(cards[i].Sum.Tokens.Total) : RowText.Cost(cards[i].Sum, compact: true);
            frame.TextRight(area.X + 21 + width, y, other, theme.Text);
            var note = area.Right - (area.X + 23 + width);
            frame.TextRight(area.Right, y, cards[i].NoteFor(note), theme.Muted);
        }

        // No year to move in is shown here: the day moved to is told in words.
        if (context.State.Day is { } day && area.Height > 6)
        {
            var sum = context.Model.Sum(day, day);
            var told = sum.IsEmpty ? "no usage" : $"{RowText.Cost(sum)} · {NumberText.Short(sum.Tokens.Total)} tokens";
            var x = area.X + frame.Text(area.X, y, day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture) + "  ", theme.Accent, area.Width);
            frame.Text(x, y, told, theme.Text, area.Right - x);
        }

        var rest = area.Below(y - area.Y + (area.Height > 6 ? 1 : 0));
        if (rest.Height >= 6 && area.Width >= 40) DayChart.Draw(frame, rest, context.Model.Days, 30, context);
        else DrawLine(frame, rest, context);
    }

    private static void DrawLine(Frame frame, Rect area, ViewContext context)
    {
        if (area.IsEmpty) return;
        var model = context.Model;
        var count = Math.Min(30, area.Width);
        var values = Enumerable.Range(0, count)
            .Select(i => model.Days.TryGetValue(model.Today.AddDays(i + 1 - count), out var day) ? day.Total.In(context.Unit) : 0)
            .ToArray();
        Sparkline.Draw(frame, area.Top(Math.Min(2, area.Height)).Left(count), values, context.Theme.Usage, context.Theme.Track);
        frame.Text(area.X + count + 1, area.Y + Math.Min(2, area.Height) - 1, $"{count}d", context.Theme.Muted, Math.Max(0, area.Width - count - 1));
    }
}

using System.Globalization;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>What it costs, at a glance: four sums, thirty days, a year, the block that runs.</summary>
internal static class OverviewView
{
    private const int ChartDays = DashboardModel.LateDays;
    private const int HeatHeight = HeatMap.Height + 2;
    private const int WideHeat = 4 + 105 + 4;
    private const int NarrowHeat = 4 + 53 + 4;
    private const int MaxMiddle = 22;

    // A scale and thirty bars without gaps.
    private const int LeastChart = 40;
    private const int LeastSources = 19;

    public static ViewFeedback Draw(Frame frame, Rect area, ViewContext context)
    {
        if (area.Width < 64 || area.Height < 18) OverviewCompact.Draw(frame, area, context);
        else if (area.Width >= WideHeat && area.Height >= 30) DrawWide(frame, area, context);
        else DrawNarrow(frame, area, context);
        return default;
    }

    private static void DrawWide(Frame frame, Rect area, ViewContext context)
    {
        SumCards.Draw(frame, area.Top(5), context);
        var rest = area.Below(5);
        var middle = rest.Top(Math.Min(MaxMiddle, rest.Height - HeatHeight));
        var side = Math.Clamp(area.Width * 2 / 5, 38, 64);
        DrawChart(frame, middle.Left(middle.Width - side), context);
        var heat = rest.Below(middle.Height).Top(HeatHeight);
        var column = middle.After(middle.Width - side);
        if (area.Width >= WideHeat + 36)
        {
            DrawHeat(frame, heat.Left(WideHeat), context);
            BlockPanel.Draw(frame, heat.After(WideHeat), context);
        }
        else
        {
            DrawHeat(frame, heat, context);
            BlockPanel.Draw(frame, column.Top(7), context);
            column = column.Below(7);
        }

        var sources = Math.Min(column.Height / 2, Math.Max(3, context.Model.Lately(Grouping.Source).Rows.Count + 2));
        DrawParts(frame, column.Top(sources), context, Grouping.Source);
        DrawParts(frame, column.Below(sources), context, Grouping.Model);
        var extra = rest.Below(middle.Height + HeatHeight);
        if (extra.Height < 5) return;
        DrawParts(frame, extra.Left(extra.Width / 2), context, Grouping.Project);
        LatestSessions.Draw(frame, extra.After(extra.Width / 2), context);
    }

    private static void DrawNarrow(Frame frame, Rect area, ViewContext context)
    {
        var cards = area.Height >= 26 ? 5 : 4;
        SumCards.Draw(frame, area.Top(cards), context);
        var rest = area.Below(cards);
        var top = rest.Top(rest.Height - HeatHeight);
        if (top.Height >= 4) DrawLately(frame, top, context);
        var bottom = rest.Below(top.Height);
        var heat = area.Width < NarrowHeat + 16 ? area.Width : Math.Max(NarrowHeat, area.Width * 3 / 5);
        DrawHeat(frame, bottom.Left(heat), context);
        if (heat < area.Width) BlockPanel.Draw(frame, bottom.After(heat), context);
    }

    // The last days beside their parts: these under each other where it is high enough, else beside each other.
    private static void DrawLately(Frame frame, Rect area, ViewContext context)
    {
        var chart = Math.Max(LeastChart, area.Width * 9 / 20);
        DrawChart(frame, area.Left(chart), context);
        var parts = area.After(chart);
        if (parts.Width < LeastSources * 2)
        {
            DrawParts(frame, parts, context, Grouping.Model);
        }
        else if (parts.Height >= 13)
        {
            var sources = context.Model.Lately(Grouping.Source).Rows.Count + 2;
            DrawParts(frame, parts.Top(sources), context, Grouping.Source);
            DrawParts(frame, parts.Below(sources), context, Grouping.Model);
        }
        else
        {
            var sources = Math.Max(LeastSources, parts.Width * 2 / 5);
            DrawParts(frame, parts.Left(sources), context, Grouping.Source);
            DrawParts(frame, parts.After(sources), context, Grouping.Model);
        }
    }

    private static void DrawChart(Frame frame, Rect area, ViewContext context)
    {
        var model = context.Model;
        if (!model.IsUsedLately)
        {
            DrawLongAgo(frame, area, context);
            return;
        }

        var sum = model.Sum(model.Today.AddDays(1 - ChartDays), model.Today);
        var inside = Panel.Draw(frame, area, $"Last {ChartDays} days", context.Theme, RowText.In(context.Unit, sum, compact: true));
        DayChart.Draw(frame, inside, model.Days, ChartDays, context);
    }

    // An old ledger has no last days to show, but a past, as in the panels beside.
    private static void DrawLongAgo(Frame frame, Rect area, ViewContext context)
    {
        var model = context.Model;
        var last = model.Days.Values.Where(d => !d.Total.IsEmpty && d.Date <= model.Today).Select(d => d.Date).DefaultIfEmpty(model.Today).Max();
        var note = string.Create(CultureInfo.InvariantCulture, $"{(area.Width >= 60 ? "no usage" : "none")} since {last:d MMM yyyy}");
        var inside = Panel.Draw(frame, area, "All time", context.Theme, note);
        var from = last.DayNumber > 700 ? last.AddDays(-700) : DateOnly.MinValue;
        SpanChart.Draw(frame, inside, model.Days, model.First > from ? model.First : from, last, context);
    }

    private static void DrawParts(Frame frame, Rect area, ViewContext context, Grouping by) =>
        PartsPanel.Draw(frame, area, context, by, context.Model.Lately(by), context.Model.LateSpan);

    private static void DrawHeat(Frame frame, Rect area, ViewContext context)
    {
        var (model, theme) = (context.Model, context.Theme);
        var selected = context.State.Day ?? model.Today;
        var figures = model.Days.TryGetValue(selected, out var day) ? day.Total : default;
        var date = selected.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);
        var inside = Panel.Draw(frame, area, date, theme);
        var x = area.X + 4 + date.Length + 1;
        var text = figures.IsEmpty
            ? "no usage"
            : $"{RowText.Cost(figures)} · {NumberText.Short(figures.Tokens.Total)} tokens · {NumberText.Full(figures.Requests)} requests";
        var room = area.Right - 3 - x;
        if (Terminal.CellWidth.Of(text) > room) text = $"{RowText.Cost(figures)} · {NumberText.Short(figures.Tokens.Total)}";
        frame.Put(x - 1, area.Y, ' ', theme.Text);
        x += frame.Text(x, area.Y, text, figures.IsEmpty ? theme.Muted : theme.Good, room);
        frame.Put(x, area.Y, ' ', theme.Text);
        var cells = HeatMap.CellFor(inside.Width);
        var width = Math.Min(inside.Width, 4 + (HeatMap.Weeks(inside.Width, cells) * cells));
        var map = new Rect(inside.X + ((inside.Width - width) / 2), inside.Y, width, inside.Height);
        HeatMap.Draw(frame, map, model, context.Unit, selected, theme);
        if (area.Width < 30) return;
        frame.Fill(new(area.Right - 23, area.Bottom - 1, 21, 1), ' ', theme.Text);
        HeatMap.DrawLegend(frame, area.Right - 3, area.Bottom - 1, theme);
    }
}

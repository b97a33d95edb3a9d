using System.Globalization;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The 5-hour billing block that runs: how far, how much, how fast, and where it leads.</summary>
internal static class BlockPanel
{
    public static void Draw(Frame frame, Rect area, ViewContext context)
    {
        var (model, theme) = (context.Model, context.Theme);
        if (area.Height < 3) return;
        var block = model.ActiveBlock;
        if (block is null)
        {
            var empty = Panel.Draw(frame, area, area.Width >= 24 ? "5-hour block" : "Block", theme);
            frame.Text(empty.X, empty.Y, "none running", theme.Muted, empty.Width);
            return;
        }

        var left = block.End - model.UtcNow;
        var inside = Panel.Draw(frame, area, area.Width >= 24 ? "5-hour block" : "Block", theme, NumberText.Duration(left) + " left");
        var (start, end) = (Clock(model, block.Start), Clock(model, block.End));
        var share = (model.UtcNow - block.Start) / (block.End - block.Start);
        var y = inside.Y;
        if (inside.Width >= 24)
        {
            frame.Text(inside.X, y, start, theme.Muted);
            Meter.Draw(frame, inside.X + 6, y, inside.Width - 12, share, theme.Accent, theme);
            frame.TextRight(inside.Right, y, end, theme.Muted);
        }
        else
        {
            Meter.Draw(frame, inside.X, y, inside.Width, share, theme.Accent, theme);
        }

        var lines = new List<(string Label, string Value)> { ("so far", RowText.In(context.Unit, block.Sum, inside.Width < 24)) };
        if (block is { Rate: { } rate, Projection: { } projection })
        {
            lines.Add(("an hour", context.Unit == Unit.Cost ? NumberText.ShortUsd(rate.CostPerHour) : NumberText.Short((long)rate.TokensPerMinute * 60)));
            lines.Add((inside.Width < 24 ? "to be" : "heading for", context.Unit == Unit.Cost ? NumberText.ShortUsd(projection.TotalCost) : NumberText.Short(projection.TotalTokens)));
            lines.Add((inside.Width < 24 ? "tok/min" : "tokens/min", NumberText.Short((long)rate.TokensPerMinute)));
        }

        if (inside.Width < 24) lines.Add(("until", end));
        foreach (var (label, value) in lines.Take(inside.Height - 1))
        {
            y++;
            frame.Text(inside.X, y, label, theme.Muted, Math.Max(0, inside.Width - value.Length - 1));
            frame.TextRight(inside.Right, y, value, label == "so far" ? theme.Strong : theme.Text, inside.Width);
        }
    }

    private static string Clock(DashboardModel model, DateTime utc) => model.LocalTime(utc.Ticks).ToString("HH:mm", CultureInfo.InvariantCulture);
}

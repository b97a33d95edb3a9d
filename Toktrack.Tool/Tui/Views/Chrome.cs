using System.Globalization;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Terminal;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Views;

/// <summary>What surrounds every view: tabs above, keys and the state of the scan below.</summary>
internal static class Chrome
{
    private const int RuleFromHeight = 16;
    private const int HintGap = 3;
    private static readonly DashboardTab[] s_tabs = Enum.GetValues<DashboardTab>();

    /// <summary>Draws it and returns the room for the view.</summary>
    public static Rect Draw(Frame frame, ViewContext context)
    {
        var hasRule = frame.Height >= RuleFromHeight;
        DrawTabs(frame, context, hasRule);
        DrawFooter(frame, context);
        return frame.Bounds.Below(hasRule ? 2 : 1).Top(frame.Height - (hasRule ? 3 : 2));
    }

    private static void DrawTabs(Frame frame, ViewContext context, bool hasRule)
    {
        var theme = context.Theme;
        if (hasRule) frame.Fill(new(0, 1, frame.Width, 1), '─', theme.Faint);
        var all = s_tabs.Sum(t => t.ToString().Length + 4) + 1;
        var brand = frame.Width >= all + 12 ? 12 : 0;
        var isShort = frame.Width < all;
        if (brand > 0) frame.Text(1, 0, "toktrack", theme.Accent.Bold());
        var x = brand + 1;
        for (var i = 0; i < s_tabs.Length; i++)
        {
            var isActive = s_tabs[i] == context.State.Tab;
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var name = isShort && !isActive ? "" : " " + s_tabs[i];
            var style = isActive ? theme.Strong : theme.Muted;
            if (isActive && (theme.IsPlain || !hasRule)) style = theme.Selected(style);
            var width = frame.Text(x, 0, number, isActive ? style : theme.Muted);
            width += frame.Text(x + width, 0, name, style);
            if (isActive && hasRule) frame.Fill(new(x, 1, width, 1), '━', theme.Accent);
            frame.Hit(new(x - 1, 0, width + 2, hasRule ? 2 : 1), new(UiActionKind.Tab, i));
            x += width + (isShort && !isActive ? 1 : 3);
        }

        DrawStatus(frame, x, context);
    }

    // The right end of the first line: what the scan does, else that the view is live.
    private static void DrawStatus(Frame frame, int from, ViewContext context)
    {
        var (status, theme) = (context.Status, context.Theme);
        var right = frame.Width - 1;
        var room = right - from;
        if (status.IsScanning)
        {
            var text = status.FilesToRead > 0
                ? $"{NumberText.Full(status.FilesDone)}/{NumberText.Full(status.FilesToRead)} files"
                : "reading logs";
            if (room < CellWidth.Of(text)) text = "…";
            if (room < 1) return;
            frame.TextRight(right, 0, text, theme.Muted);
            var left = right - CellWidth.Of(text) - 2;
            if (left - 12 < from || status.FilesToRead == 0) return;
            Widgets.Meter.Draw(frame, left - 10, 0, 10, (double)status.FilesDone / status.FilesToRead, theme.Accent, theme);
            return;
        }

        var files = status.Files > 0 ? NumberText.Full(status.Files) + " files" : "";
        var state = status.Error is not null ? "● stale" : status.IsWatching ? "● live" : "";
        if (room >= files.Length + state.Length + 3 && files.Length > 0)
        {
            frame.TextRight(right, 0, files, theme.Muted);
            right -= files.Length + 2;
        }

        if (room >= state.Length) frame.TextRight(right, 0, state, status.Error is not null ? theme.Warning : theme.Good);
    }

    private static void DrawFooter(Frame frame, ViewContext context)
    {
        var theme = context.Theme;
        var y = frame.Height - 1;
        var right = frame.Width - 1;
        if (context.State.IsFiltering)
        {
            var x = 1 + frame.Text(1, y, "/", theme.Accent);
            var shown = CellWidth.Of(TerminalText.Escape(context.State.Filter)) < frame.Width - 20 ? context.State.Filter : "…" + context.State.Filter[^Math.Min(context.State.Filter.Length, 8)..];
            x += frame.Text(x, y, shown, theme.Strong);
            frame.Cursor = (Math.Min(x, frame.Width - 1), y);
            frame.TextRight(right, y, frame.Width >= 60 ? "Enter keep   Esc clear" : "Esc clear", theme.Muted, Math.Max(0, right - x - 2));
            return;
        }

        if (context.Status.Problems > 0)
        {
            var text = $"! {NumberText.Short(context.Status.Problems)}";
            frame.TextRight(right, y, text, theme.Warning);
            frame.Hit(new(right - text.Length, y, text.Length, 1), new(UiActionKind.Diagnostics));
            right -= text.Length + 2;
        }

        var position = 1;
        foreach (var hint in Fitting([.. KeyHints.For(context.State, context.Model.IsEmpty)], right - 1))
        {
            var width = WidthOf(hint);
            var start = position;
            position += frame.Text(position, y, hint.Key, theme.Accent);
            position += 1 + frame.Text(position + 1, y, hint.Label, theme.Muted);
            frame.Hit(new(start, y, width, 1), hint.Action);
            position += HintGap;
        }
    }

    // The last ones give way, but not the key that tells the others.
    private static List<KeyHint> Fitting(List<KeyHint> hints, int room)
    {
        while (hints.Count > 0 && hints.Sum(h => WidthOf(h) + HintGap) - HintGap > room)
        {
            hints.RemoveAt(hints.Count > 1 && hints[^1].Key == KeyHints.Help ? hints.Count - 2 : hints.Count - 1);
        }

        return hints;
    }

    private static int WidthOf(KeyHint hint) => hint.Key.Length + 1 + hint.Label.Length;
}

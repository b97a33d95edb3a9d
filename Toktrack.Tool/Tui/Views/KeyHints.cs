using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The keys worth showing, the most useful first.</summary>
internal static class KeyHints
{
    /// <summary>The key that shows all keys.</summary>
    public const string Help = "?";

    public static IEnumerable<KeyHint> For(DashboardState state, bool isEmpty)
    {
        if (state.Overlay != Overlay.None)
        {
            yield return new("Esc", "close", new(UiActionKind.Back));
            yield return new("↑↓", "scroll", default);
            yield break;
        }

        if (isEmpty)
        {
            yield return new("r", "read again", new(UiActionKind.Refresh));
            yield return new(Help, "help", new(UiActionKind.Help));
            yield return new("q", "quit", new(UiActionKind.Quit));
            yield break;
        }

        if (state.Details.Count > 0)
        {
            yield return new("Esc", "back", new(UiActionKind.Back));
        }
        else if (state.HasList)
        {
            yield return new("↵", "open", new(UiActionKind.Open));
            if (state.Tab == DashboardTab.Daily) yield return new("d w m y", NameOf(state.Period), new(UiActionKind.Period, (int)Next(state.Period)));
            yield return new("/", state.Filter.Length > 0 ? "filter on" : "filter", new(UiActionKind.Filter));
            yield return new("s", "sort", new(UiActionKind.Sort));
        }
        else if (state.Tab == DashboardTab.Overview)
        {
            yield return new("←→↑↓", "day", default);
            yield return new("↵", "open", new(UiActionKind.Open));
        }

        yield return new("t", state.Unit == Unit.Cost ? "tokens" : "cost", new(UiActionKind.ToggleUnit));
        yield return new(Help, "help", new(UiActionKind.Help));
        yield return new("q", "quit", new(UiActionKind.Quit));
    }

    private static string NameOf(Period period) => period.ToString().ToLowerInvariant();

    private static Period Next(Period period) => period == Period.Year ? Period.Day : period + 1;
}

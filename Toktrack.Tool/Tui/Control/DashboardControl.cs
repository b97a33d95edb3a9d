using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Views;

namespace Toktrack.Tool.Tui.Control;

/// <summary>What an action makes of a state: a pure function, so that every key is tested without a terminal.</summary>
internal static class DashboardControl
{
    private const int Tabs = 6;

    public static DashboardState Apply(DashboardState state, UiAction action, DashboardModel model, ViewFeedback view) => action.Kind switch
    {
        UiActionKind.Help => Toggle(state, Overlay.Help),
        UiActionKind.Diagnostics => Toggle(state, Overlay.Diagnostics),
        UiActionKind.Back => Back(state),
        UiActionKind.ToggleUnit => state with { Unit = state.Unit == Unit.Cost ? Unit.Tokens : Unit.Cost },
        UiActionKind.Tab => To(state, (DashboardTab)action.Value),
        UiActionKind.NextTab => To(state, (DashboardTab)(((int)state.Tab + 1) % Tabs)),
        UiActionKind.PreviousTab => To(state, (DashboardTab)(((int)state.Tab + Tabs - 1) % Tabs)),
        UiActionKind.Period => To(state, DashboardTab.Daily) with { Period = (Period)action.Value, Lists = Reset(state, DashboardTab.Daily, (Period)action.Value) },
        _ when state.Overlay != Overlay.None => state with { OverlayScroll = Math.Clamp(state.OverlayScroll + Lines(action, view), 0, view.MaxScroll) },
        _ when state.Details.Count > 0 => state,
        _ when state.HasList => InList(state, action, model, view),
        _ when state.Tab == DashboardTab.Overview => InYear(state, action, model),
        _ => state with { DetailScroll = Math.Clamp(state.DetailScroll + Lines(action, view), 0, view.MaxScroll) },
    };

    /// <summary>Keeps the selected row selected when usage changed under it.</summary>
    public static DashboardState Follow(DashboardState state, DashboardModel before, DashboardModel after)
    {
        if (!state.HasList || before.IsEmpty || after.IsEmpty) return state;
        var list = ListModel.Of(before, state);
        // The first row stays the first: whoever watches the latest wants the latest.
        if (state.List.Selected <= 0 || state.List.Selected >= list.Rows.Count) return state;
        var target = RowTarget.Of(list.Rows[state.List.Selected], state.Period, before.Names);
        var index = ListModel.Of(after, state).IndexOf(target, after);
        return index < 0 ? state : state.WithList(state.List with { Selected = index });
    }

    private static DashboardState Toggle(DashboardState state, Overlay overlay) =>
        state with { Overlay = state.Overlay == overlay ? Overlay.None : overlay, OverlayScroll = 0 };

    private static DashboardState Back(DashboardState state)
    {
        if (state.Overlay != Overlay.None) return state with { Overlay = Overlay.None };
        if (state.Details.Count > 0) return state with { Details = [.. state.Details.Take(state.Details.Count - 1)] };
        return state.Filter.Length > 0 ? state with { Filter = "" } : state with { Day = null };
    }

    private static DashboardState To(DashboardState state, DashboardTab tab) => state with
    {
        Tab = tab,
        Overlay = Overlay.None,
        Details = [],
        Filter = tab == state.Tab ? state.Filter : "",
        IsFiltering = false,
        DetailScroll = 0,
    };

    private static ListState[] Reset(DashboardState state, DashboardTab tab, Period period)
    {
        var lists = state.Lists.ToArray();
        if (period != state.Period) lists[(int)tab] = lists[(int)tab] with { Selected = 0 };
        return lists;
    }

    private static DashboardState InList(DashboardState state, UiAction action, DashboardModel model, ViewFeedback view)
    {
        var rows = ListModel.Of(model, state).Rows;
        var selected = Math.Clamp(state.List.Selected, 0, Math.Max(0, rows.Count - 1));
        switch (action.Kind)
        {
            case UiActionKind.Filter:
                return state with { IsFiltering = true };
            case UiActionKind.Sort or UiActionKind.Right:
                return SortBy(state, Neighbour(state, 1, view), false);
            case UiActionKind.Left:
                return SortBy(state, Neighbour(state, -1, view), false);
            case UiActionKind.ReverseSort:
                return SortBy(state, ListModel.SortOf(state), !state.List.Reversed);
            case UiActionKind.Column:
                var column = (ColumnKind)action.Value;
                return SortBy(state, column, column == ListModel.SortOf(state) && !state.List.Reversed);
            case UiActionKind.Row when action.Value == selected:
            case UiActionKind.Open:
                return rows.Count == 0 ? state : Open(state, RowTarget.Of(rows[selected], state.Tab == DashboardTab.Daily ? state.Period : Period.Day, model.Names));
            case UiActionKind.Row:
                return state.WithList(state.List with { Selected = action.Value });
            case UiActionKind.First:
                return state.WithList(state.List with { Selected = 0 });
            case UiActionKind.Last:
                return state.WithList(state.List with { Selected = Math.Max(0, rows.Count - 1) });
            default:
                return state.WithList(state.List with { Selected = Math.Clamp(selected + Lines(action, view), 0, Math.Max(0, rows.Count - 1)) });
        }
    }

    private static DashboardState SortBy(DashboardState state, ColumnKind column, bool reversed) =>
        state.WithList(new(0, column, reversed));

    private static ColumnKind Neighbour(DashboardState state, int step, ViewFeedback view)
    {
        var columns = (view.Columns ?? TableColumns.Of(state).Select(c => c.Kind)).Where(k => k != ColumnKind.Share).ToList();
        var at = columns.IndexOf(ListModel.SortOf(state));
        if (at < 0 && step < 0) at = 0;
        return columns[(at + step + columns.Count) % columns.Count];
    }

    private static DashboardState InYear(DashboardState state, UiAction action, DashboardModel model)
    {
        var day = state.Day ?? model.Today;
        var first = model.FirstDay(model.Today, Period.Week).AddDays(-52 * 7);
        switch (action.Kind)
        {
            case UiActionKind.Open:
                return Open(state, DayTarget(day));
            case UiActionKind.Day when action.Value == day.DayNumber:
                return Open(state, DayTarget(day));
            case UiActionKind.Day:
                return state with { Day = DateOnly.FromDayNumber(action.Value) };
            case UiActionKind.First:
                return state with { Day = first };
            case UiActionKind.Last:
                return state with { Day = null };
        }

        var step = action.Kind switch
        {
            UiActionKind.Left => -7,
            UiActionKind.Right => 7,
            UiActionKind.Up => -1,
            UiActionKind.Down => 1,
            UiActionKind.PageUp => -28,
            UiActionKind.PageDown => 28,
            UiActionKind.Scroll => action.Value > 0 ? 7 : -7,
            _ => 0,
        };
        if (step == 0) return state;
        var moved = day.AddDays(step);
        return state with { Day = moved > model.Today ? model.Today : moved < first ? first : moved };
    }

    private static RowTarget DayTarget(DateOnly day) =>
        new(Grouping.Period, Period.Day, day.ToDateTime(TimeOnly.MinValue).Ticks, "", SourceId.None, false);

    private static DashboardState Open(DashboardState state, RowTarget target) =>
        state with { Details = [.. state.Details, target], DetailScroll = 0 };

    private static int Lines(UiAction action, ViewFeedback view)
    {
        var page = Math.Max(1, view.PageRows - 1);
        return action.Kind switch
        {
            UiActionKind.Up => -1,
            UiActionKind.Down => 1,
            UiActionKind.PageUp => -page,
            UiActionKind.PageDown => page,
            UiActionKind.Scroll => action.Value,
            UiActionKind.First => -100_000,
            UiActionKind.Last => 100_000,
            _ => 0,
        };
    }
}

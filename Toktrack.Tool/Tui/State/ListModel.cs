using System.Runtime.CompilerServices;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>The rows of a table tab: filtered, ordered, with their sums.</summary>
internal sealed class ListModel
{
    private static readonly ConditionalWeakTable<UsageTable, Holder> s_last = [];

    private ListModel(UsageTable table, IReadOnlyList<UsageRow> rows)
    {
        Table = table;
        Rows = rows;
        var totals = default(Figures);
        foreach (var row in rows) totals.Add(Figures.Of(row));
        Totals = totals;
    }

    public UsageTable Table { get; }

    public IReadOnlyList<UsageRow> Rows { get; }

    /// <summary>The sums of <see cref="Rows"/>.</summary>
    public Figures Totals { get; }

    /// <summary>Cells the texts of a column need, with or without what only stands where there is room, as far as the view asked: kept with the list, for each frame needs them.</summary>
    public Dictionary<(ColumnKind Kind, bool Whole), int> Needs { get; } = [];

    /// <summary>The list a state shows; the same one until something about it changes.</summary>
    public static ListModel Of(DashboardModel model, DashboardState state)
    {
        var table = model.Table(state.Grouping, state.Tab == DashboardTab.Daily ? state.Period : Period.Day);
        var asked = (state.Filter, SortOf(state), state.List.Reversed);
        var holder = s_last.GetOrCreateValue(table);
        if (holder.List is not null && holder.Asked == asked) return holder.List;
        var rows = table.Rows.Where(r => Matches(r, state.Filter, model)).ToList();
        RowOrdering.Sort(rows, asked.Item2, asked.Reversed, model);
        holder.List = new(table, rows);
        holder.Asked = asked;
        return holder.List;
    }

    /// <summary>The column a state orders by.</summary>
    public static ColumnKind SortOf(DashboardState state) => state.List.Sort ?? state.Tab switch
    {
        DashboardTab.Daily => ColumnKind.Name,
        DashboardTab.Sessions => ColumnKind.Last,
        _ => state.Unit == Unit.Cost ? ColumnKind.Cost : ColumnKind.Tokens,
    };

    /// <summary>Number of the row <paramref name="target"/> stands for, or -1.</summary>
    public int IndexOf(RowTarget target, DashboardModel model)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            if (RowTarget.Of(Rows[i], target.Period, model.Names) == target) return i;
        }

        return -1;
    }

    private static bool Matches(UsageRow row, string filter, DashboardModel model)
    {
        if (filter.Length == 0) return true;
        return row.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)
            || (row.Key.Grouping == Grouping.Session
                && (row.Project.Contains(filter, StringComparison.OrdinalIgnoreCase) || row.Branch.Contains(filter, StringComparison.OrdinalIgnoreCase) || RowText.Name(row, Period.Day, model).Contains(filter, StringComparison.OrdinalIgnoreCase)))
            || (row.Key.Grouping == Grouping.Period && RowText.PeriodName(row, Period.Day, model).Contains(filter, StringComparison.OrdinalIgnoreCase))
            || row.Breakdown.Any(b => b.Name.Contains(filter, StringComparison.OrdinalIgnoreCase));
    }

    private sealed class Holder
    {
        public ListModel? List;
        public (string Filter, ColumnKind Sort, bool Reversed) Asked;
    }
}

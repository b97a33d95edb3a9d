using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The columns of each table, and which of them fit.</summary>
internal static class TableColumns
{
    private const int Gap = 2;

    /// <summary>All columns of a tab, from the left; the widths are those of the longest name and cost.</summary>
    public static IReadOnlyList<TableColumn> Of(DashboardState state, int nameWidth = 0, int costWidth = 0, bool hasTitles = false)
    {
        var (cost, tokens) = state.Unit == Unit.Cost ? (0, 1) : (1, 0);
        var name = state.Tab switch
        {
            DashboardTab.Daily => new TableColumn(ColumnKind.Name, Title(state.Period), state.Period == Period.Year ? 6 : 15, PeriodWidth(state.Period), 0),
            DashboardTab.Models => new(ColumnKind.Name, "Model", Math.Clamp(nameWidth, 14, 30), 44, 0),
            DashboardTab.Projects => new(ColumnKind.Name, "Project", Math.Clamp(nameWidth, 14, 30), 60, 0),
            _ => new(ColumnKind.Name, "Session", hasTitles ? Math.Clamp(nameWidth, 8, 24) : 8, hasTitles ? Math.Clamp(nameWidth, 24, 60) : 24, 2),
        };
        List<TableColumn> columns = [name];
        switch (state.Tab)
        {
            case DashboardTab.Daily:
                columns.Add(new(ColumnKind.Models, "Models", 16, 60, 5));
                break;
            case DashboardTab.Models:
                columns.Add(new(ColumnKind.Source, "CLI", 11, 24, 6));
                columns.Add(new(ColumnKind.Last, "Last used", 12, 12, 9));
                break;
            case DashboardTab.Projects:
                columns.Add(new(ColumnKind.Last, "Last used", 12, 12, 4));
                columns.Add(new(ColumnKind.Models, "Models", 16, 40, 10));
                break;
            default:
                columns.Insert(0, new(ColumnKind.Last, "Last used", 12, 12, 1));
                columns.Insert(1, new(ColumnKind.Project, "Project", 12, 32, 0));
                columns.Add(new(ColumnKind.Branch, "Branch", 12, 28, 7));
                columns.Add(new(ColumnKind.Models, "Models", 16, 40, 6));
                columns.Add(new(ColumnKind.Duration, "Duration", 8, 8, 5, true));
                break;
        }

        columns.Add(new(ColumnKind.Requests, "Requests", 8, 10, 8, true));
        if (state.Tab != DashboardTab.Sessions)
        {
            columns.Add(new(ColumnKind.Input, "Input", 7, 8, 7, true));
            columns.Add(new(ColumnKind.Output, "Output", 7, 8, 7, true));
            columns.Add(new(ColumnKind.CacheWrite, "Cache wr", 8, 8, 9, true));
            columns.Add(new(ColumnKind.CacheRead, "Cache rd", 8, 8, 9, true));
        }

        columns.Add(new(ColumnKind.Tokens, "Tokens", 7, 8, tokens, true));
        columns.Add(new(ColumnKind.Cost, "Cost", Math.Max(8, costWidth), Math.Max(8, costWidth), cost, true));
        columns.Add(new(ColumnKind.Share, "Share", 8, 36, 3));
        return columns;
    }

    /// <summary>The columns that fit <paramref name="width"/> cells, each with its width.</summary>
    public static IReadOnlyList<(TableColumn Column, int Width)> Fit(IReadOnlyList<TableColumn> columns, int width)
    {
        var kept = columns.Where(c => c.Rank == 0).ToList();
        foreach (var column in columns.Where(c => c.Rank > 0).OrderBy(c => c.Rank))
        {
            if (kept.Sum(c => c.MinWidth + Gap) + column.MinWidth <= width) kept.Add(column);
        }

        var shown = columns.Where(kept.Contains).ToArray();
        var widths = shown.Select(c => c.MinWidth).ToArray();
        var left = width - widths.Sum() - (Gap * (shown.Length - 1));
        // What is over goes to all that can grow, a cell each in turn.
        for (var grown = true; grown && left > 0;)
        {
            grown = false;
            for (var i = 0; i < shown.Length && left > 0; i++)
            {
                if (widths[i] >= shown[i].MaxWidth) continue;
                widths[i]++;
                left--;
                grown = true;
            }
        }

        if (left < 0) widths[0] = Math.Max(1, widths[0] + left);
        return [.. shown.Select((c, i) => (c, widths[i]))];
    }

    private static int PeriodWidth(Period period) => period switch
    {
        Period.Week => 27,
        Period.Year => 6,
        _ => 15,
    };

    private static string Title(Period period) => period.ToString();
}

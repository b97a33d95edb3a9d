using Toktrack.Scanner.Query;
using Toktrack.Tool.Tui.State;

namespace Toktrack.Tool.Tui.Views;

/// <summary>The columns of each table, and which of them fit.</summary>
internal static class TableColumns
{
    private const int Gap = 2;

    /// <summary>The least width of a bar with its per cent behind it.</summary>
    public const int SharePercent = 12;

    // How much looser columns stand where room is left over, and how long bars get before that.
    private const int Breath = 4;
    private const int ShortBar = 36;

    /// <summary>All columns of a tab, from the left; the widths are those of the longest name and cost.</summary>
    public static IReadOnlyList<TableColumn> Of(DashboardState state, int nameWidth = 0, int costWidth = 0, bool hasTitles = false)
    {
        var (cost, tokens) = state.Unit == Unit.Cost ? (0, 1) : (1, 0);
        var name = state.Tab switch
        {
            DashboardTab.Daily => new TableColumn(ColumnKind.Name, Title(state.Period), LeastPeriod(state.Period, nameWidth), PeriodWidth(state.Period), 0),
            DashboardTab.Models => new(ColumnKind.Name, "Model", Math.Clamp(nameWidth, 14, 30), 44, 0),
            DashboardTab.Projects => new(ColumnKind.Name, "Project", Math.Clamp(nameWidth, 14, 30), 60, 0),
            _ => new(ColumnKind.Name, "Session", hasTitles ? Math.Clamp(nameWidth, 8, 32) : 8, hasTitles ? Math.Clamp(nameWidth, 24, 60) : 24, 2),
        };
        List<TableColumn> columns = [name];
        switch (state.Tab)
        {
            case DashboardTab.Daily:
                columns.Add(new(ColumnKind.Models, "Models", 16, 72, 5));
                break;
            case DashboardTab.Models:
                columns.Add(new(ColumnKind.Source, "CLI", 14, 32, 6));
                columns.Add(new(ColumnKind.Last, "Last used", 12, 12, 10));
                break;
            case DashboardTab.Projects:
                columns.Add(new(ColumnKind.Last, "Last used", 12, 12, 4));
                columns.Add(new(ColumnKind.Models, "Models", 16, 60, 11));
                break;
            default:
                columns.Insert(0, new(ColumnKind.Last, "Last used", 12, 12, 1));
                columns.Insert(1, new(ColumnKind.Project, "Project", 12, 32, 0));
                columns.Add(new(ColumnKind.Branch, "Branch", 12, 28, 7));
                columns.Add(new(ColumnKind.Models, "Models", 16, 60, 6));
                columns.Add(new(ColumnKind.Duration, "Duration", 8, 8, 5, true));
                break;
        }

        columns.Add(new(ColumnKind.Requests, "Requests", 8, 8, 7, true));
        if (state.Tab != DashboardTab.Sessions)
        {
            columns.Add(new(ColumnKind.Input, "Input", 7, 7, 9, true));
            columns.Add(new(ColumnKind.Output, "Output", 7, 7, 8, true));
            columns.Add(new(ColumnKind.CacheWrite, "Cache wr", 8, 8, 10, true, "Cache write"));
            columns.Add(new(ColumnKind.CacheRead, "Cache rd", 8, 8, 10, true, "Cache read"));
        }

        columns.Add(new(ColumnKind.Tokens, "Tokens", 7, 7, tokens, true));
        columns.Add(new(ColumnKind.Cost, "Cost", Math.Max(8, costWidth), Math.Max(8, costWidth), cost, true));
        columns.Add(state.Tab switch
        {
            // A day is no part anybody weighs against all days: a bar beside the others, without a number.
            DashboardTab.Daily => new(ColumnKind.Share, "", 8, ShortBar, 3),
            DashboardTab.Sessions => new(ColumnKind.Share, "Share", SharePercent, ShortBar, 9),
            _ => new(ColumnKind.Share, "Share", SharePercent, ShortBar, 3),
        });
        return columns;
    }

    /// <summary>The columns with no more room than their longest text needs.</summary>
    public static IReadOnlyList<TableColumn> Narrowed(IReadOnlyList<TableColumn> columns, Func<ColumnKind, int> need)
    {
        return [.. columns.Select(c => c.MaxWidth > c.MinWidth && c.Kind != ColumnKind.Share ? Narrow(c) : c)];

        TableColumn Narrow(TableColumn column)
        {
            var cells = Math.Max(need(column.Kind), column.Title.Length + 1);
            return column with { MinWidth = Math.Min(column.MinWidth, cells), MaxWidth = Math.Min(column.MaxWidth, cells) };
        }
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
        // What is over goes first to what would else be cut, then to room between columns, then to the bars.
        Grow(shown, widths, ref left, c => c.MaxWidth);
        Grow(shown, widths, ref left, c => c.Kind == ColumnKind.Share ? c.MaxWidth : c.MaxWidth + Breath);
        if (left > 0 && Array.FindIndex(shown, c => c.Kind == ColumnKind.Share) is >= 0 and var share) widths[share] += left;
        if (left < 0) widths[0] = Math.Max(1, widths[0] + left);
        return [.. shown.Select((c, i) => (c, widths[i]))];
    }

    // A cell each in turn.
    private static void Grow(TableColumn[] columns, int[] widths, ref int left, Func<TableColumn, int> most)
    {
        for (var grown = true; grown && left > 0;)
        {
            grown = false;
            for (var i = 0; i < columns.Length && left > 0; i++)
            {
                if (widths[i] >= most(columns[i])) continue;
                widths[i]++;
                left--;
                grown = true;
            }
        }
    }

    private static int LeastPeriod(Period period, int nameWidth) => period switch
    {
        Period.Week => Math.Clamp(nameWidth, 15, 27),
        Period.Year => 6,
        _ => 15,
    };

    private static int PeriodWidth(Period period) => period switch
    {
        Period.Week => 27,
        Period.Year => 6,
        _ => 15,
    };

    private static string Title(Period period) => period.ToString();
}

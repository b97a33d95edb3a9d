using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>Orders rows by a column: numbers and times from the largest, names from A. Ties keep the query's order.</summary>
internal static class RowOrdering
{
    public static void Sort(List<UsageRow> rows, ColumnKind column, bool reversed, DashboardModel model)
    {
        var ordered = column switch
        {
            ColumnKind.Name when rows.Count > 0 && rows[0].Key.Grouping == Grouping.Period => By(rows, r => r.Key.Start, !reversed),
            ColumnKind.Name => ByText(rows, r => r.Key.Grouping == Grouping.Project ? model.Projects[r.Name] : r.Name, reversed),
            ColumnKind.Project => ByText(rows, r => model.Projects[r.Project], reversed),
            ColumnKind.Branch => ByText(rows, r => r.Branch, reversed),
            ColumnKind.Source => By(rows, r => r.Sources.Count == 0 ? 0 : (int)r.Sources[0], reversed),
            ColumnKind.Models => ByText(rows, r => r.Breakdown.Count == 0 ? "" : r.Breakdown[0].Name, reversed),
            ColumnKind.Last => By(rows, r => r.Last, !reversed),
            ColumnKind.Duration => By(rows, r => r.Last - r.First, !reversed),
            ColumnKind.Requests => By(rows, r => r.Requests, !reversed),
            ColumnKind.Input => By(rows, r => r.Tokens.Input, !reversed),
            ColumnKind.Output => By(rows, r => r.Tokens.Output, !reversed),
            ColumnKind.CacheWrite => By(rows, r => r.Tokens.CacheWrite, !reversed),
            ColumnKind.CacheRead => By(rows, r => r.Tokens.CacheRead, !reversed),
            ColumnKind.Tokens => By(rows, r => r.Tokens.Total, !reversed),
            _ => By(rows, r => r.Cost, !reversed),
        };
        var sorted = ordered.ToList();
        rows.Clear();
        rows.AddRange(sorted);
    }

    private static IEnumerable<UsageRow> By<T>(List<UsageRow> rows, Func<UsageRow, T> key, bool descending) =>
        descending ? rows.OrderByDescending(key) : rows.OrderBy(key);

    private static IEnumerable<UsageRow> ByText(List<UsageRow> rows, Func<UsageRow, string> key, bool descending) =>
        descending ? rows.OrderByDescending(key, StringComparer.OrdinalIgnoreCase) : rows.OrderBy(key, StringComparer.OrdinalIgnoreCase);
}

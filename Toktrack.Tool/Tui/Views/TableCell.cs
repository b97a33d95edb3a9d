using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Tui.Screen;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>What stands where a row and a column meet.</summary>
internal static class TableCell
{
    public static void Draw(Frame frame, int x, int y, int width, TableColumn column, UsageRow row, ListModel list, decimal largest, ViewContext context)
    {
        var theme = context.Theme;
        switch (column.Kind)
        {
            case ColumnKind.Share:
                var value = Figures.Of(row).In(context.Unit);
                var bar = row.Sources.Count == 1 && row.Key.Grouping != Grouping.Period && !theme.IsPlain ? theme.Of(row.Sources[0]) : theme.Usage;
                if (largest > 0) Meter.Draw(frame, x, y, width, (double)(value / largest), bar, theme);
                return;
            case ColumnKind.Name when row.Key.Grouping == Grouping.Project:
                var used = frame.Text(x, y, RowText.Name(row, list.Table.Query.Period, context.Model), theme.Text, width);
                var folder = RowText.Folder(row.Name, context.Home);
                if (folder.Length <= width - used - 2) frame.Text(x + used + 2, y, folder, theme.Faint);
                return;
            default:
                var text = TextOf(column.Kind, row, list.Table.Query.Period, context);
                var style = StyleOf(column.Kind, row, context);
                if (column.IsRight) frame.TextRight(x + width, y, text, style, width);
                else frame.Text(x, y, text, style, width);
                return;
        }
    }

    /// <summary>What stands in the line of sums.</summary>
    public static string TotalOf(ColumnKind kind, in Figures totals) => kind switch
    {
        ColumnKind.Requests => NumberText.Short(totals.Requests),
        ColumnKind.Input => NumberText.Short(totals.Tokens.Input),
        ColumnKind.Output => NumberText.Short(totals.Tokens.Output),
        ColumnKind.CacheWrite => NumberText.Short(totals.Tokens.CacheWrite),
        ColumnKind.CacheRead => NumberText.Short(totals.Tokens.CacheRead),
        ColumnKind.Tokens => NumberText.Short(totals.Tokens.Total),
        ColumnKind.Cost => RowText.Cost(totals),
        _ => "",
    };

    private static string TextOf(ColumnKind kind, UsageRow row, Period period, ViewContext context) => kind switch
    {
        ColumnKind.Name => RowText.Name(row, period, context.Model),
        ColumnKind.Models => ModelNames.List(row.Breakdown.Select(b => b.Name.Length == 0 ? "unknown" : b.Name)),
        ColumnKind.Project => row.Project.Length == 0 ? "–" : context.Model.Projects[row.Project],
        ColumnKind.Branch => row.Branch.Length == 0 ? "–" : row.Branch,
        ColumnKind.Source => string.Join(", ", row.Sources.Select(RowText.SourceName)),
        ColumnKind.Last => RowText.Ago(row.Last, context.Model),
        ColumnKind.Duration => NumberText.Duration(TimeSpan.FromTicks(row.Last - row.First)),
        _ => TotalOf(kind, Figures.Of(row)),
    };

    private static Style StyleOf(ColumnKind kind, UsageRow row, ViewContext context)
    {
        var theme = context.Theme;
        return kind switch
        {
            ColumnKind.Cost when row.UnpricedTokens > 0 => theme.Warning,
            ColumnKind.Cost => context.Unit == Unit.Cost ? theme.Strong : theme.Text,
            ColumnKind.Tokens => context.Unit == Unit.Tokens ? theme.Strong : theme.Text,
            ColumnKind.Name or ColumnKind.Project => theme.Text,
            ColumnKind.Source when row.Sources.Count == 1 => theme.IsPlain ? theme.Text : theme.Of(row.Sources[0]),
            _ => theme.Muted,
        };
    }
}

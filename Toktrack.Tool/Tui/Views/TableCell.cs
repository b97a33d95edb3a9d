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
                var percent = width >= TableColumns.SharePercent && row.Key.Grouping != Grouping.Period ? 7 : 0;
                if (largest > 0) Meter.Draw(frame, x, y, width - percent, (double)(value / largest), bar, theme);
                if (percent > 0) frame.TextRight(x + width, y, RowText.Share(value, list.Totals.In(context.Unit)), theme.Muted);
                return;
            case ColumnKind.Name when row.Key.Grouping == Grouping.Project:
                var used = frame.Text(x, y, RowText.Name(row, list.Table.Query.Period, context.Model), theme.Text, width);
                // In all rows or in none.
                if (list.Needs.GetValueOrDefault((ColumnKind.Name, true)) <= width) frame.Text(x + used + 2, y, RowText.Folder(row.Name, context.Home), theme.Muted, width - used - 2);
                return;
            default:
                var text = TextOf(column.Kind, row, list.Table.Query.Period, width, context);
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

    /// <summary>What stands in a cell of <paramref name="width"/> cells; a name that is longer is not yet cut.</summary>
    public static string TextOf(ColumnKind kind, UsageRow row, Period period, int width, ViewContext context) => kind switch
    {
        ColumnKind.Name when row.Key.Grouping == Grouping.Project && width == int.MaxValue => WithFolder(row, context),
        ColumnKind.Name => RowText.Name(row, period, context.Model),
        ColumnKind.Models => NameList.Fit([.. row.Breakdown.Select(b => ModelNames.Short(b.Name.Length == 0 ? "unknown" : b.Name)).Distinct()], width),
        ColumnKind.Project => row.Project.Length == 0 ? "–" : context.Model.Projects[row.Project],
        ColumnKind.Branch => row.Branch.Length == 0 ? "–" : row.Branch,
        ColumnKind.Source => NameList.Fit([.. row.Sources.Select(RowText.SourceName)], width),
        ColumnKind.Last => RowText.Ago(row.Last, context.Model),
        ColumnKind.Duration => NumberText.Duration(TimeSpan.FromTicks(row.Last - row.First)),
        _ => TotalOf(kind, Figures.Of(row)),
    };

    private static string WithFolder(UsageRow row, ViewContext context)
    {
        var (name, folder) = (RowText.Name(row, Period.Day, context.Model), RowText.Folder(row.Name, context.Home));
        return folder.Length == 0 ? name : name + "  " + folder;
    }

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

using Toktrack.Scanner.Query;
using Toktrack.Tool.Rendering;
using Toktrack.Tool.Tui.State;
using Toktrack.Tool.Tui.Widgets;

namespace Toktrack.Tool.Tui.Views;

/// <summary>Rows of a table as parts of a whole.</summary>
internal static class MeterItems
{
    public static IReadOnlyList<MeterItem> Of(UsageTable table, ViewContext context)
    {
        var unit = context.Unit;
        // Cut at their ends, the models of one family would all read the same.
        var isShort = table.Query.By == Grouping.Model && table.Rows.Select(r => ModelNames.Short(r.Name)).Distinct(StringComparer.Ordinal).Count() == table.Rows.Count;
        return
        [
            .. table.Rows
                .OrderByDescending(r => Figures.Of(r).In(unit))
                .Select(r => new MeterItem(
                    RowText.Name(r, table.Query.Period, context.Model),
                    Figures.Of(r),
                    r.Sources.Count == 1 && !context.Theme.IsPlain ? context.Theme.Of(r.Sources[0]) : context.Theme.Usage,
                    table.Query.By == Grouping.Source ? RowText.ShortSourceName(r.Key.Source) : isShort ? ModelNames.Short(r.Name) : null)),
        ];
    }
}

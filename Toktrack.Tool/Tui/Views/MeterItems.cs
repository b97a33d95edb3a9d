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
        // Cut at their ends, the models of one family would all read the same; without their dates, those of one name would.
        var namesakes = table.Query.By == Grouping.Model
            ? table.Rows.GroupBy(r => ModelNames.Short(r.Name), StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal)
            : [];
        return
        [
            .. table.Rows
                .OrderByDescending(r => Figures.Of(r).In(unit))
                .Select(r => new MeterItem(
                    RowText.Name(r, table.Query.Period, context.Model),
                    Figures.Of(r),
                    r.Sources.Count == 1 && !context.Theme.IsPlain ? context.Theme.Of(r.Sources[0]) : context.Theme.Usage,
                    ShortName(r, namesakes))),
        ];
    }

    private static string? ShortName(UsageRow row, HashSet<string> namesakes)
    {
        if (row.Key.Grouping == Grouping.Source) return RowText.ShortSourceName(row.Key.Source);
        if (row.Key.Grouping != Grouping.Model || row.Name.Length == 0) return null;
        var name = ModelNames.Short(row.Name);
        return namesakes.Contains(name) ? ModelNames.WithoutVendor(row.Name) : name;
    }
}

using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>
/// What a row stands for, in a form that outlives a refresh: name numbers differ between snapshots, texts do not.
/// </summary>
internal sealed record RowTarget(Grouping Grouping, Period Period, long Start, string Name, SourceId Source, bool Fast)
{
    public static RowTarget Of(UsageRow row, Period period, NameTable names) =>
        new(row.Key.Grouping, period, row.Key.Start, names[row.Key.Name], row.Key.Source, row.Key.Fast);

    /// <summary>The key in another snapshot's dictionary; null where the name is not in it.</summary>
    public RowKey? In(NameTable names)
    {
        var kind = Grouping switch
        {
            Grouping.Model => NameKind.Model,
            Grouping.Project => NameKind.Project,
            Grouping.Session => NameKind.Session,
            Grouping.Branch => NameKind.Branch,
            _ => NameKind.None,
        };
        var name = Name.Length == 0 ? 0 : names.Find(kind, Name);
        return Name.Length > 0 && name == 0 ? null : new RowKey(Grouping, Start, 0, name, Source, Fast);
    }
}

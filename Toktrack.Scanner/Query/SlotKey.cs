using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>The key of the row a slot belongs to.</summary>
internal static class SlotKey
{
    public static RowKey Of(Grouping grouping, in UsageSlot slot, Period period, LocalCalendar calendar, ProjectFolding folding) => grouping switch
    {
        Grouping.Period => calendar.KeyOf(slot.Start, period),
        Grouping.Source => new(Grouping.Source, Source: slot.Source),
        Grouping.Project => new(Grouping.Project, Name: folding.Fold(slot.Project)),
        Grouping.Model => new(Grouping.Model, Name: slot.Model, Fast: slot.PriceClass.IsFast),
        Grouping.Branch => new(Grouping.Branch, Name: slot.Branch),
        Grouping.Session => new(Grouping.Session, Name: slot.Session, Source: slot.Source),
        Grouping.Person or Grouping.Machine => new(grouping, Name: slot.Owner),
        _ => default,
    };
}

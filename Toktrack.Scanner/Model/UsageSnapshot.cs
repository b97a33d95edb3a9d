namespace Toktrack.Scanner.Model;

/// <summary>Everything known at one moment, as reports see it: slots in no particular order and the names they refer to.</summary>
/// <param name="Slots">The slots.</param>
/// <param name="Names">The dictionary of models, projects, sessions and branches.</param>
public sealed record UsageSnapshot(IReadOnlyList<UsageSlot> Slots, NameTable Names)
{
    /// <summary>A snapshot without usage.</summary>
    public static UsageSnapshot Empty { get; } = new([], new NameTable());
}

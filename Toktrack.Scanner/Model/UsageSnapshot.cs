namespace Toktrack.Scanner.Model;

/// <summary>Everything known at one moment, as reports see it: slots in no particular order and the names they refer to.</summary>
/// <param name="Slots">The slots.</param>
/// <param name="Names">The dictionary of models, projects, sessions and branches.</param>
public sealed record UsageSnapshot(IReadOnlyList<UsageSlot> Slots, NameTable Names)
{
    /// <summary>A snapshot without usage.</summary>
    public static UsageSnapshot Empty { get; } = new([], new NameTable());

    /// <summary>The slots as runs in memory, without a copy where they lie so.</summary>
    internal IEnumerable<ReadOnlyMemory<UsageSlot>> Pieces => Slots switch
    {
        ChunkedSlots list => list.Pieces,
        UsageSlot[] array => [array],
        ArraySegment<UsageSlot> segment => [segment.AsMemory()],
        _ => [Slots.ToArray()],
    };

    /// <summary>The same usage without the slots that start before <paramref name="start"/> (UTC ticks).</summary>
    public UsageSnapshot Since(long start)
    {
        var slots = new ChunkedSlots();
        foreach (var piece in Pieces)
        {
            foreach (ref readonly var slot in piece.Span)
            {
                if (slot.Start >= start) slots.Add() = slot;
            }
        }

        return this with { Slots = slots };
    }
}

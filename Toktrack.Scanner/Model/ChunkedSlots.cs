// Slots are the largest thing a warm run holds. In one array they are a large object, and a few of those make the collector
// stop every thread for a whole collection in a run that is over in milliseconds; in pieces of 56 KB they are not.

using System.Collections;

namespace Toktrack.Scanner.Model;

/// <summary>A list of slots in pieces, which grows without ever copying.</summary>
internal sealed class ChunkedSlots : IReadOnlyList<UsageSlot>
{
    private const int PieceSlots = 512;

    private readonly List<UsageSlot[]> _pieces = [];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public UsageSlot this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _pieces[index / PieceSlots][index % PieceSlots];
        }
    }

    /// <summary>The slots as runs in memory, in order.</summary>
    public IEnumerable<ReadOnlyMemory<UsageSlot>> Pieces
    {
        get
        {
            for (var first = 0; first < Count; first += PieceSlots)
            {
                yield return _pieces[first / PieceSlots].AsMemory(0, Math.Min(PieceSlots, Count - first));
            }
        }
    }

    /// <summary>One slot in its place.</summary>
    public ref UsageSlot At(int index) => ref _pieces[index / PieceSlots][index % PieceSlots];

    /// <summary>Adds an empty slot and returns it.</summary>
    public ref UsageSlot Add()
    {
        var (piece, at) = Math.DivRem(Count, PieceSlots);
        if (piece == _pieces.Count) _pieces.Add(new UsageSlot[PieceSlots]);
        Count++;
        ref var slot = ref _pieces[piece][at];
        slot = default;
        return ref slot;
    }

    /// <summary>Adds slots.</summary>
    public void AddRange(IEnumerable<UsageSlot> slots)
    {
        foreach (var slot in slots) Add() = slot;
    }

    /// <summary>Removes every slot and keeps the room.</summary>
    public void Clear() => Count = 0;

    /// <summary>Removes the slots that <paramref name="isUnwanted"/> names, in place; the others keep their order.</summary>
    public void RemoveAll(SlotPredicate isUnwanted)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            ref var slot = ref _pieces[i / PieceSlots][i % PieceSlots];
            if (isUnwanted(in slot)) continue;
            if (kept != i) _pieces[kept / PieceSlots][kept % PieceSlots] = slot;
            kept++;
        }

        Count = kept;
    }

    /// <inheritdoc/>
    public IEnumerator<UsageSlot> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return _pieces[i / PieceSlots][i % PieceSlots];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Says yes or no to a slot, without a copy of it.</summary>
    public delegate bool SlotPredicate(in UsageSlot slot);
}

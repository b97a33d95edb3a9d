using System.Runtime.InteropServices;
using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Sums responses into slots. Not safe for use by several threads.</summary>
public sealed class SlotTable
{
    private readonly Dictionary<Key, UsageSlot> _slots = [];

    /// <summary>The slots, in no particular order.</summary>
    public IReadOnlyList<UsageSlot> ToList() => [.. _slots.Values];

    /// <summary>Adds one response.</summary>
    public void Add(in UsageRecord record)
    {
        var key = new Key(UsageSlot.StartOf(record.Time), record.Model, record.Project, record.Session, record.Branch, record.Source, record.PriceClass);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out var known);
        if (!known)
        {
            slot.Start = key.Start;
            slot.First = record.Time;
            slot.Last = record.Time;
            slot.Model = key.Model;
            slot.Project = key.Project;
            slot.Session = key.Session;
            slot.Branch = key.Branch;
            slot.Source = key.Source;
            slot.PriceClass = key.PriceClass;
        }

        slot.First = Math.Min(slot.First, record.Time);
        slot.Last = Math.Max(slot.Last, record.Time);
        slot.Tokens.Add(record.Tokens);
        slot.Requests++;
        slot.WebSearches += record.WebSearches;
        slot.ReportedCost += record.ReportedCost;
    }

    private readonly record struct Key(
        long Start, int Model, int Project, int Session, int Branch, SourceId Source, PriceClass PriceClass);
}

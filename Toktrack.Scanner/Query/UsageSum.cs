using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Query;

/// <summary>Sums slots into what a row needs.</summary>
internal sealed class UsageSum
{
    private TokenCounts _tokens;
    private long _latest = -1;
    private Dictionary<RowKey, UsageSum>? _parts;

    public long Requests { get; private set; }
    public long WebSearches { get; private set; }
    public decimal Cost { get; private set; }
    public long Unpriced { get; private set; }
    public long First { get; private set; } = long.MaxValue;
    public long Last { get; private set; }
    public int SourceBits { get; private set; }
    public int Project { get; private set; }
    public int Branch { get; private set; }
    public ref readonly TokenCounts Tokens => ref _tokens;
    public IReadOnlyDictionary<RowKey, UsageSum> Parts => _parts ??= [];

    public UsageSum Part(in RowKey key)
    {
        _parts ??= [];
        if (!_parts.TryGetValue(key, out var part)) _parts[key] = part = new();
        return part;
    }

    /// <summary>Adds a slot whose project, folded, is <paramref name="project"/>.</summary>
    public void Add(in UsageSlot slot, in SlotCost cost, int project, NameTable names)
    {
        _tokens.Add(slot.Tokens);
        Requests += slot.Requests;
        WebSearches += slot.WebSearches;
        Cost += cost.Usd;
        var unpriced = Unpriced + cost.UnpricedTokens;
        Unpriced = unpriced < 0 ? long.MaxValue : unpriced;
        First = Math.Min(First, slot.First);
        Last = Math.Max(Last, slot.Last);
        SourceBits |= 1 << (int)slot.Source;
        if (slot.Last < _latest || (slot.Last == _latest && !IsBefore(project, slot.Branch, names))) return;
        _latest = slot.Last;
        Project = project;
        Branch = slot.Branch;
    }

    // Of slots that end at the same tick the one with the lower names decides: never the order of arrival.
    private bool IsBefore(int project, int branch, NameTable names)
    {
        var order = project == Project ? 0 : string.CompareOrdinal(names[project], names[Project]);
        return order < 0 || (order == 0 && branch != Branch && string.CompareOrdinal(names[branch], names[Branch]) < 0);
    }
}

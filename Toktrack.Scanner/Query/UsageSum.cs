using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pricing;

namespace Toktrack.Scanner.Query;

/// <summary>Sums slots into what a row needs. Sums of sums equal the sum of all their slots, in any order.</summary>
internal sealed class UsageSum
{
    private TokenCounts _tokens;
    private long _latest = -1;

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

    /// <summary>Adds a slot whose project, folded, is <paramref name="project"/>.</summary>
    public void Add(in UsageSlot slot, in SlotCost cost, int project, NameTable names)
    {
        Add(slot.Tokens, slot.Requests, slot.WebSearches, cost.Usd, cost.UnpricedTokens, slot.First, slot.Last, 1 << (int)slot.Source);
        TakeLatest(slot.Last, project, slot.Branch, names);
    }

    /// <summary>Adds everything that another sum holds.</summary>
    public void Add(UsageSum other, NameTable names)
    {
        Add(other._tokens, other.Requests, other.WebSearches, other.Cost, other.Unpriced, other.First, other.Last, other.SourceBits);
        TakeLatest(other._latest, other.Project, other.Branch, names);
    }

    private void Add(in TokenCounts tokens, long requests, long searches, decimal cost, long unpriced, long first, long last, int sources)
    {
        _tokens.Add(tokens);
        Requests += requests;
        WebSearches += searches;
        Cost += cost;
        var sum = Unpriced + unpriced;
        Unpriced = sum < 0 ? long.MaxValue : sum;
        First = Math.Min(First, first);
        Last = Math.Max(Last, last);
        SourceBits |= sources;
    }

    // Of slots that end at the same tick the one with the lower names decides: never the order of arrival.
    private void TakeLatest(long last, int project, int branch, NameTable names)
    {
        if (last < _latest || (last == _latest && !IsBefore(project, branch, names))) return;
        _latest = last;
        Project = project;
        Branch = branch;
    }

    private bool IsBefore(int project, int branch, NameTable names)
    {
        var order = project == Project ? 0 : string.CompareOrdinal(names[project], names[Project]);
        return order < 0 || (order == 0 && branch != Branch && string.CompareOrdinal(names[branch], names[Branch]) < 0);
    }
}

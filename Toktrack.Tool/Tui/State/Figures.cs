using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;

namespace Toktrack.Tool.Tui.State;

/// <summary>The sums a view shows of any piece of usage.</summary>
internal struct Figures
{
    public decimal Cost;
    public TokenCounts Tokens;
    public long Requests;
    public long Unpriced;

    public static Figures Of(UsageRow row) =>
        new() { Cost = row.Cost, Tokens = row.Tokens, Requests = row.Requests, Unpriced = row.UnpricedTokens };

    public readonly bool IsEmpty => Requests == 0;

    public void Add(in Figures other)
    {
        Cost += other.Cost;
        Tokens.Add(other.Tokens);
        Requests += other.Requests;
        Unpriced = long.MaxValue - Unpriced < other.Unpriced ? long.MaxValue : Unpriced + other.Unpriced;
    }

    /// <summary>Cost or tokens.</summary>
    public readonly decimal In(Unit unit) => unit == Unit.Cost ? Cost : Tokens.Total;
}

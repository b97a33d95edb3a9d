using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.History;

/// <summary>The sum of a day's responses of one model and price class.</summary>
internal sealed record KeptSum(string Model, PriceClass Class)
{
    public TokenCounts Tokens { get; set; }

    public long Requests { get; set; }

    public long WebSearches { get; set; }

    public long ReportedCost { get; set; }

    public void Add(in UsageSlot slot)
    {
        var tokens = Tokens;
        tokens.Add(slot.Tokens);
        Tokens = tokens;
        Requests += slot.Requests;
        WebSearches += slot.WebSearches;
        ReportedCost += Math.Min(slot.ReportedCost, long.MaxValue - ReportedCost);
    }

    public void Add(KeptSum other)
    {
        var tokens = Tokens;
        tokens.Add(other.Tokens);
        Tokens = tokens;
        Requests += other.Requests;
        WebSearches += other.WebSearches;
        ReportedCost += other.ReportedCost;
    }

    /// <summary>Raises every number to at least that of <paramref name="other"/>.</summary>
    public void RaiseTo(KeptSum other)
    {
        var (a, b) = (Tokens, other.Tokens);
        Tokens = new()
        {
            Input = Math.Max(a.Input, b.Input),
            Output = Math.Max(a.Output, b.Output),
            CacheWrite5m = Math.Max(a.CacheWrite5m, b.CacheWrite5m),
            CacheWrite1h = Math.Max(a.CacheWrite1h, b.CacheWrite1h),
            CacheRead = Math.Max(a.CacheRead, b.CacheRead),
            Reasoning = Math.Max(a.Reasoning, b.Reasoning),
        };
        Requests = Math.Max(Requests, other.Requests);
        WebSearches = Math.Max(WebSearches, other.WebSearches);
        ReportedCost = Math.Max(ReportedCost, other.ReportedCost);
    }

    /// <summary>Takes from <paramref name="known"/> what it can of this sum, and returns what is left of this sum; null for nothing.</summary>
    public KeptSum? TakeFrom(KeptSum known)
    {
        var (a, b) = (Tokens, known.Tokens);
        Take(ref a.Input, ref b.Input);
        Take(ref a.Output, ref b.Output);
        Take(ref a.CacheWrite5m, ref b.CacheWrite5m);
        Take(ref a.CacheWrite1h, ref b.CacheWrite1h);
        Take(ref a.CacheRead, ref b.CacheRead);
        Take(ref a.Reasoning, ref b.Reasoning);
        var (requests, searches, cost) = (Requests, WebSearches, ReportedCost);
        var (knownRequests, knownSearches, knownCost) = (known.Requests, known.WebSearches, known.ReportedCost);
        Take(ref requests, ref knownRequests);
        Take(ref searches, ref knownSearches);
        Take(ref cost, ref knownCost);
        known.Tokens = b;
        (known.Requests, known.WebSearches, known.ReportedCost) = (knownRequests, knownSearches, knownCost);
        if (a.IsZero && (requests | searches | cost) == 0) return null;
        return new(Model, Class) { Tokens = a, Requests = requests, WebSearches = searches, ReportedCost = cost };
    }

    public KeptSum Copy() => this with { };

    public void Write(PackWriter target)
    {
        target.Text(Model);
        target.Byte(Class.Value);
        target.Number(Tokens.Input);
        target.Number(Tokens.Output);
        target.Number(Tokens.CacheWrite5m);
        target.Number(Tokens.CacheWrite1h);
        target.Number(Tokens.CacheRead);
        target.Number(Tokens.Reasoning);
        target.Number(Requests);
        target.Number(WebSearches);
        target.Number(ReportedCost);
    }

    public static KeptSum Read(ref PackReader reader)
    {
        var model = reader.Text();
        var priceClass = new PriceClass(reader.Byte());
        var tokens = new TokenCounts
        {
            Input = reader.Number(),
            Output = reader.Number(),
            CacheWrite5m = reader.Number(),
            CacheWrite1h = reader.Number(),
            CacheRead = reader.Number(),
            Reasoning = reader.Number(),
        };
        return new(model, priceClass)
        {
            Tokens = tokens,
            Requests = reader.Number(),
            WebSearches = reader.Number(),
            ReportedCost = reader.Number(),
        };
    }

    private static void Take(ref long kept, ref long known)
    {
        var taken = Math.Min(kept, known);
        kept -= taken;
        known -= taken;
    }
}

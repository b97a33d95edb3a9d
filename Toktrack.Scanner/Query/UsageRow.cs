using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Query;

/// <summary>A row of a table: what it stands for and the sums of its usage.</summary>
public sealed class UsageRow
{
    /// <summary>What the row stands for.</summary>
    public required RowKey Key { get; init; }

    /// <summary>The second thing it stands for, where the query has a second grouping.</summary>
    public RowKey Second { get; init; }

    /// <summary>The key as text: an ISO date (<c>2026-09-01</c>, <c>2026-09</c>, <c>2026</c>), or the name; empty where unknown. Untrusted.</summary>
    public required string Name { get; init; }

    /// <summary>The second key as text; empty without one.</summary>
    public string SecondName { get; init; } = "";

    /// <summary>Tokens by kind.</summary>
    public required TokenCounts Tokens { get; init; }

    /// <summary>Number of responses.</summary>
    public required long Requests { get; init; }

    /// <summary>Number of web searches.</summary>
    public long WebSearches { get; init; }

    /// <summary>US dollars, exact, without the unpriced part.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Tokens whose price is not known.</summary>
    public required long UnpricedTokens { get; init; }

    /// <summary>Time of the first response, UTC ticks; 0 for no usage.</summary>
    public required long First { get; init; }

    /// <summary>Time of the last response, UTC ticks; 0 for no usage.</summary>
    public required long Last { get; init; }

    /// <summary>The CLIs, in the order of their numbers.</summary>
    public required IReadOnlyList<SourceId> Sources { get; init; }

    /// <summary>The project of the latest response (a whole path, folded where the query folds); empty where unknown. Untrusted.</summary>
    public string Project { get; init; } = "";

    /// <summary>The branch of the latest response; empty where unknown. Untrusted.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Nested rows by <see cref="UsageQuery.Breakdown"/>, costliest first; their sums are the row's.</summary>
    public IReadOnlyList<UsageRow> Breakdown { get; init; } = [];
}

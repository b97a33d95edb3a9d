namespace Toktrack.Tool.Configuration;

/// <summary>The <c>check</c> section: budgets that hold where the command line gives none.</summary>
internal sealed record CheckConfiguration
{
    /// <summary>Dollars by period (<c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>, <c>session</c>, <c>block</c>).</summary>
    public IReadOnlyDictionary<string, decimal> MaxUsd { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Tokens by period.</summary>
    public IReadOnlyDictionary<string, long> MaxTokens { get; init; } = new Dictionary<string, long>();

    /// <summary>As <c>--strict</c>.</summary>
    public bool Strict { get; init; }
}

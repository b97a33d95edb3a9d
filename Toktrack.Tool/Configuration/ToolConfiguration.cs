namespace Toktrack.Tool.Configuration;

/// <summary>What <c>config.json</c> says; with nothing said, what toktrack does without one.</summary>
internal sealed record ToolConfiguration
{
    /// <summary>The values options have where the command line does not give them.</summary>
    public DefaultOptions Defaults { get; init; } = new();

    /// <summary>Further folders with logs, by source key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Folders { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Prices.</summary>
    public PricingConfiguration Pricing { get; init; } = new();

    /// <summary>Store session titles in the ledger.</summary>
    public bool StoreTitles { get; init; }

    /// <summary>The template of the status line; null for the built-in one.</summary>
    public string? StatuslineTemplate { get; init; }

    /// <summary>The budgets of <c>check</c>.</summary>
    public CheckConfiguration Check { get; init; } = new();

    /// <summary>The team's database and who pushes to it.</summary>
    public TeamConfiguration Team { get; init; } = new();

    /// <summary>Keys that mean nothing, each a sentence with the closest key that does.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

namespace Toktrack.Scanner.Query;

/// <summary>How fast an active block is used, from its first to its last response.</summary>
/// <param name="TokensPerMinute">All tokens.</param>
/// <param name="FreshTokensPerMinute">Input and output only: cache traffic hides the pace of work.</param>
/// <param name="CostPerHour">US dollars.</param>
public readonly record struct BurnRate(decimal TokensPerMinute, decimal FreshTokensPerMinute, decimal CostPerHour);

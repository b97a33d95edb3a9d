namespace Toktrack.Tool.Tui.State;

/// <summary>The billing block that holds now.</summary>
/// <param name="Start">Start, UTC.</param>
/// <param name="End">End, UTC.</param>
/// <param name="Sum">Usage so far.</param>
/// <param name="CostPerHour">Burn rate in US dollars an hour.</param>
/// <param name="TokensPerMinute">Burn rate in tokens a minute.</param>
/// <param name="ProjectedCost">Cost at the end if it goes on so.</param>
/// <param name="ProjectedTokens">Tokens at the end if it goes on so.</param>
internal sealed record ActiveBlock(
    DateTime Start, DateTime End, Figures Sum, decimal CostPerHour, long TokensPerMinute, decimal ProjectedCost, long ProjectedTokens);

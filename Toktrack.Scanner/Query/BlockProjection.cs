namespace Toktrack.Scanner.Query;

/// <summary>What an active block comes to at its end if it goes on at its burn rate.</summary>
/// <param name="TotalTokens">Tokens at the end.</param>
/// <param name="TotalCost">US dollars at the end, in cents.</param>
/// <param name="RemainingMinutes">Whole minutes until the end.</param>
public readonly record struct BlockProjection(long TotalTokens, decimal TotalCost, long RemainingMinutes);

namespace Toktrack.Scanner.Pricing;

/// <summary>Prices that hold at a time of day.</summary>
/// <param name="FromMinute">First minute of the UTC day; a multiple of 15.</param>
/// <param name="ToMinute">The minute after the last; less than <paramref name="FromMinute"/> for a window over midnight.</param>
/// <param name="Card">The prices.</param>
public sealed record StatedWindow(int FromMinute, int ToMinute, StatedCard Card);

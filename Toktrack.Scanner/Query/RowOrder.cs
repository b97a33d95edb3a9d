namespace Toktrack.Scanner.Query;

/// <summary>What rows are ordered by. Ties are broken by the row's name, so that equal data give equal output.</summary>
public enum RowOrder
{
    /// <summary>By time: the period, or the last activity of a name.</summary>
    Date,

    /// <summary>By cost.</summary>
    Cost,

    /// <summary>By total tokens.</summary>
    Tokens,

    /// <summary>By name.</summary>
    Name,
}

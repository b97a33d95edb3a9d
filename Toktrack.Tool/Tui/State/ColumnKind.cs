namespace Toktrack.Tool.Tui.State;

/// <summary>The columns of the tables.</summary>
internal enum ColumnKind
{
    /// <summary>What the row stands for.</summary>
    Name,
    Models,
    Project,
    Branch,
    Source,
    Last,
    Duration,
    Requests,
    Input,
    Output,
    CacheWrite,
    CacheRead,
    Tokens,
    Cost,

    /// <summary>Part of the whole, as a bar.</summary>
    Share,
}

namespace Toktrack.Scanner.Query;

/// <summary>What the rows of a table stand for.</summary>
public enum Grouping
{
    /// <summary>No grouping: one row for everything (or no second grouping, or no breakdown).</summary>
    None,

    /// <summary>By <see cref="UsageQuery.Period"/>.</summary>
    Period,

    /// <summary>By CLI.</summary>
    Source,

    /// <summary>By project.</summary>
    Project,

    /// <summary>By model; its fast tier is a row of its own.</summary>
    Model,

    /// <summary>By git branch, whatever the project.</summary>
    Branch,

    /// <summary>By session of one CLI.</summary>
    Session,

    /// <summary>By person of a team.</summary>
    Person,

    /// <summary>By machine of a team.</summary>
    Machine,
}

namespace Toktrack.Scanner.Query;

/// <summary>A span of local time that usage is summed over.</summary>
public enum Period
{
    /// <summary>One hour of local time. An hour that a clock change repeats is two.</summary>
    Hour,

    /// <summary>One local calendar day, however many hours a clock change leaves it.</summary>
    Day,

    /// <summary>Seven days from the chosen first day of the week; named by its first day.</summary>
    Week,

    /// <summary>One calendar month.</summary>
    Month,

    /// <summary>One calendar year.</summary>
    Year,
}

namespace Toktrack.Scanner.Materialize;

/// <summary>What stands behind a run of fixed bytes in a <see cref="LineShape{TSays}"/>.</summary>
internal enum ShapeValue
{
    /// <summary>Any JSON value; it is passed.</summary>
    Any,

    /// <summary>A value that was a number, true, false or null, and may be any; it is passed.</summary>
    Scalar,

    /// <summary>Such a value that is stated anew with the counts.</summary>
    Restated,

    /// <summary>A string without escapes.</summary>
    Text,

    /// <summary>A string: a time.</summary>
    Time,

    /// <summary>A whole number of zero or more.</summary>
    Count,

    /// <summary>Nothing: the object ends.</summary>
    End,
}

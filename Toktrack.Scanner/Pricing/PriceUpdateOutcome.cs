namespace Toktrack.Scanner.Pricing;

/// <summary>How a price update ended.</summary>
public enum PriceUpdateOutcome
{
    /// <summary>The table was fetched and is kept.</summary>
    Updated,

    /// <summary>The server says that nothing changed.</summary>
    NotModified,

    /// <summary>Nothing was changed, because something went wrong.</summary>
    Failed,
}

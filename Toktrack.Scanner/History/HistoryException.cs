namespace Toktrack.Scanner.History;

/// <summary>The ledger cannot be used; the message says which, why, and what to do.</summary>
public sealed class HistoryException : Exception
{
    /// <summary>Creates an exception without details.</summary>
    public HistoryException()
    {
    }

    /// <summary>Creates an exception for a damaged ledger.</summary>
    public HistoryException(string message) : base(message)
    {
    }

    /// <summary>Creates an exception for a damaged ledger.</summary>
    public HistoryException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates an exception.</summary>
    public HistoryException(HistoryProblem problem, string message, Exception? innerException = null) : base(message, innerException) =>
        Problem = problem;

    /// <summary>What is wrong.</summary>
    public HistoryProblem Problem { get; }
}

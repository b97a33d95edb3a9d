namespace Toktrack.Scanner.History;

/// <summary>How the ledger is used.</summary>
public sealed record HistoryOptions
{
    /// <summary>How long to wait for another process that is writing, in milliseconds.</summary>
    public int BusyMilliseconds { get; init; } = 5000;

    /// <summary>The name under which a new ledger exports its records; null for the machine's name and a random part.</summary>
    public string? Machine { get; init; }

    /// <summary>Called at every named point of a write, for tests that fail or end the process there.</summary>
    internal Action<string>? Fault { get; init; }
}

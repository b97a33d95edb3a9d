namespace Toktrack.Scanner.History;

/// <summary>How the ledger is used.</summary>
public sealed record HistoryOptions
{
    /// <summary>How long to wait for another process that is writing, in milliseconds.</summary>
    public int BusyMilliseconds { get; init; } = 5000;

    /// <summary>
    /// Stores the titles of sessions, so that they outlive the logs. They are made from what users wrote: off unless the user asks for it.
    /// </summary>
    public bool StoreTitles { get; init; }

    /// <summary>The name under which a new ledger exports its records; null for the machine's name and a random part.</summary>
    public string? Machine { get; init; }

    /// <summary>
    /// Takes what is left to do when the answer is known: to write, commit and close the ledger. To be done once, on any thread,
    /// also while the answer is shown; until then the ledger is locked. Gives the sentence for the user where it could not be
    /// saved, and null where it was. Null for a run that saves before it answers.
    /// </summary>
    public Action<Func<string?>>? Closing { get; init; }

    /// <summary>
    /// How coarse the clock is that stamps files (kernels tick every 1 to 10 ms): a file changed less than this before it was
    /// found may change again under the same time, and is looked at once more.
    /// </summary>
    internal TimeSpan ClockTick { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Called at every named point of a write, for tests that fail or end the process there.</summary>
    internal Action<string>? Fault { get; init; }
}

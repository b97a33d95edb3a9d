namespace Toktrack.Tool.Demo;

/// <summary>What to generate. The same options give the same bytes, whatever the number of threads.</summary>
internal sealed record CorpusOptions
{
    /// <summary>The folder that plays the home folder: logs go below it, where each CLI keeps its own.</summary>
    public required string Home { get; init; }

    /// <summary>Bytes to write, over all files; met within one line for each file.</summary>
    public long Size { get; init; } = 100_000_000;

    /// <summary>Files to write; 0 chooses about one for each 1.2 MB, as in real homes.</summary>
    public int Files { get; init; }

    /// <summary>Chooses one of the possible corpora.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The last moment (UTC) any log may speak of.</summary>
    public DateTime Now { get; init; } = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Days before <see cref="Now"/> over which sessions are spread.</summary>
    public int Days { get; init; } = 270;

    /// <summary>1 spreads sessions evenly over the days; a larger value means more of them lately.</summary>
    public double Growth { get; init; } = 1;

    /// <summary>
    /// Scales the texts (file contents, tool output), not the number of responses: 1 has the sizes of real logs, a
    /// small value gives many responses in few bytes.
    /// </summary>
    public double TextScale { get; init; } = 1;

    /// <summary>The share of the time span, from its start, written in the older line formats.</summary>
    public double OldEraShare { get; init; } = 0.4;

    /// <summary>Threads to generate with; 0 uses all processors.</summary>
    public int Threads { get; init; }
}

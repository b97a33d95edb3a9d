namespace Toktrack.Tool.Demo.ClaudeCode;

/// <summary>One session to write: its main transcript, those of its sub-agents, perhaps a copy of its beginning.</summary>
internal sealed class ClaudeSessionPlan
{
    /// <summary>Position in the corpus; seeds the session.</summary>
    public required int Index { get; init; }

    /// <summary>Where the session is held.</summary>
    public required CorpusProject Project { get; init; }

    /// <summary>First moment, UTC milliseconds since 1970.</summary>
    public required long Start { get; init; }

    /// <summary>The moment after which nothing is stamped.</summary>
    public required long Limit { get; init; }

    /// <summary><see cref="Start"/> within the time span, 0 to 1.</summary>
    public required double Position { get; init; }

    /// <summary>The version that writes it.</summary>
    public required ClaudeVersion Version { get; init; }

    /// <summary>Bytes of the main transcript.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of each sub-agent's transcript.</summary>
    public required long[] AgentBytes { get; init; }

    /// <summary>True where a backup holds the beginning of the main transcript once more.</summary>
    public required bool Copied { get; init; }

    /// <summary>Bytes of all its files, about.</summary>
    public long TotalBytes => Bytes + AgentBytes.Sum() + (Copied ? (long)(Bytes * CopiedShare) : 0);

    /// <summary>How much of a main transcript a copy holds.</summary>
    public const double CopiedShare = 0.6;
}

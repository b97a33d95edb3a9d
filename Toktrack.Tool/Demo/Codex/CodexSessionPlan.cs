namespace Toktrack.Tool.Demo.Codex;

/// <summary>One Codex session to write, perhaps with a fork that begins by replaying it.</summary>
internal sealed class CodexSessionPlan
{
    /// <summary>Position in the corpus; seeds the session.</summary>
    public required int Index { get; init; }

    /// <summary>Where the session is held.</summary>
    public required CorpusProject Project { get; init; }

    /// <summary>First moment, UTC milliseconds since 1970.</summary>
    public required long Start { get; init; }

    /// <summary><see cref="Start"/> within the time span, 0 to 1.</summary>
    public required double Position { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of the fork's own part; 0 where there is none.</summary>
    public required long ForkBytes { get; init; }

    /// <summary>True where the file lies among the archived sessions.</summary>
    public required bool Archived { get; init; }
}

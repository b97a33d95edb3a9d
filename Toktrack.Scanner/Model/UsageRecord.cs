namespace Toktrack.Scanner.Model;

/// <summary>
/// One usage record as a log states it, before and after merging. A response may be stated by several records
/// (streaming, copies, forks); <see cref="Pipeline.UsageMerger"/> alone decides which of them counts.
/// </summary>
public struct UsageRecord
{
    /// <summary>Stable hash of what makes records candidates for being one response (Claude Code: <c>message.id</c>). Never 0.</summary>
    public ulong Group;

    /// <summary>Stable hash that tells responses within a group apart (Claude Code: <c>requestId</c>); 0 where there is none.</summary>
    public ulong Variant;

    /// <summary>When the response was made: UTC, in ticks of 100 ns.</summary>
    public long Time;

    /// <summary>Precedence among records of one group and variant: the higher wins (Claude Code: the token sum).</summary>
    public long Rank;

    /// <summary>Byte offset of the record in its file; breaks ties after time and path.</summary>
    public long Offset;

    /// <summary>The cost the log itself reports, in nano-dollars; 0 where it reports none.</summary>
    public long ReportedCost;

    /// <summary>Tokens by kind.</summary>
    public TokenCounts Tokens;

    /// <summary>Name of the file (<see cref="NameKind.File"/>); breaks ties after time.</summary>
    public int File;

    /// <summary>Name of the model as written (<see cref="NameKind.Model"/>).</summary>
    public int Model;

    /// <summary>Name of the project, a whole path (<see cref="NameKind.Project"/>); 0 where unknown.</summary>
    public int Project;

    /// <summary>Name of the session, the CLI's own id (<see cref="NameKind.Session"/>); 0 where unknown.</summary>
    public int Session;

    /// <summary>Name of the git branch (<see cref="NameKind.Branch"/>); 0 where unknown.</summary>
    public int Branch;

    /// <summary>Web searches the response made, billed per request.</summary>
    public int WebSearches;

    /// <summary>The CLI.</summary>
    public SourceId Source;

    /// <summary>Further properties.</summary>
    public RecordFlags Flags;

    /// <summary>What the price of this record depends on beside model and time.</summary>
    public readonly PriceClass PriceClass => PriceClass.Of(Tokens.Prompt, (Flags & RecordFlags.Fast) != 0, ReportedCost > 0);
}

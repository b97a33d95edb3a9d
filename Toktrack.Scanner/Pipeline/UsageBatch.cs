using Toktrack.Scanner.Model;

namespace Toktrack.Scanner.Pipeline;

/// <summary>Records on their way from a worker to the merger. Batches are pooled: the merger gives them back.</summary>
internal sealed class UsageBatch
{
    /// <summary>Records in a full batch: 128 KiB, so that handing over is rare and a few batches are no memory.</summary>
    public const int Capacity = 1024;

    /// <summary>The records; the first <see cref="Count"/> are valid.</summary>
    public UsageRecord[] Records { get; } = new UsageRecord[Capacity];

    /// <summary>Number of records.</summary>
    public int Count { get; set; }
}

using Toktrack.Scanner.Io;

namespace Toktrack.Scanner.Pipeline;

/// <summary>How a scan is carried out. No option changes its result.</summary>
public readonly record struct ScanOptions()
{
    /// <summary>Number of workers; 0 for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>How bytes are brought into memory.</summary>
    public IoMode Io { get; init; }

    /// <summary>Name of the SIMD kernel (see <see cref="Structure.KernelCatalog"/>); null for <c>TOKTRACK_KERNEL</c> or the best.</summary>
    public string? Kernel { get; init; }

    /// <summary>Longest line that is read, in bytes. A longer one is skipped and reported, which bounds memory.</summary>
    public int MaxLineBytes { get; init; } = 64 << 20;

    /// <summary>False where no later run goes on from this one: no hash is taken of what was read.</summary>
    internal bool KeepsCheckpoints { get; init; } = true;
}

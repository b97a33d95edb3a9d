namespace Toktrack.Tool.Demo;

/// <summary>What was generated.</summary>
internal sealed class CorpusSummary
{
    /// <summary>Files written.</summary>
    public long Files { get; set; }

    /// <summary>Bytes written.</summary>
    public long Bytes { get; set; }

    /// <summary>The totals any correct reading must find.</summary>
    public CorpusTruth Truth { get; } = new();

    /// <summary>Adds another part of the same corpus.</summary>
    public void Add(CorpusSummary other)
    {
        Files += other.Files;
        Bytes += other.Bytes;
        Truth.Add(other.Truth);
    }
}

namespace Toktrack.Scanner.Pipeline;

/// <summary>What a running scan has done so far. Written by workers, read by whoever shows it.</summary>
public sealed class ScanProgress
{
    private long _bytes;
    private int _files;

    /// <summary>Bytes to read in all; set before the scan starts.</summary>
    public long TotalBytes { get; internal set; }

    /// <summary>Files to read in all; set before the scan starts.</summary>
    public int TotalFiles { get; internal set; }

    /// <summary>Bytes read so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Files done so far.</summary>
    public int Files => Volatile.Read(ref _files);

    internal void AddBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);

    internal void AddFile() => Interlocked.Increment(ref _files);
}

using Toktrack.Scanner.Sources;

namespace Toktrack.Scanner.Pipeline;

/// <summary>The parts to read, largest file first, handed out to workers and their results gathered by file.</summary>
internal sealed class WorkQueue
{
    private readonly IReadOnlyList<PlannedRead> _reads;
    private readonly List<Part> _parts = [];
    private readonly FileCheckpoint[] _checkpoints;
    private readonly bool[] _failed;
    private int _taken;

    public WorkQueue(IReadOnlyList<PlannedRead> reads, long partBytes)
    {
        _reads = reads;
        _checkpoints = new FileCheckpoint[reads.Count];
        _failed = new bool[reads.Count];
        foreach (var i in Enumerable.Range(0, reads.Count).OrderByDescending(i => reads[i].File.Length - reads[i].Offset))
        {
            var read = reads[i];
            var remaining = read.File.Length - read.Offset;
            Bytes += Math.Max(0, remaining);
            if (remaining < 2 * partBytes || !SourceCatalog.Get(read.File.Source).LinesAreIndependent)
            {
                _parts.Add(new(i, new(read.File, read.Offset, long.MaxValue, true, read.State), true));
                continue;
            }

            for (var start = read.Offset; ; start += partBytes)
            {
                var isLast = read.File.Length - start < 2 * partBytes;
                _parts.Add(new(i, new(read.File, start, isLast ? long.MaxValue : start + partBytes, start == read.Offset, read.State), isLast));
                if (isLast) break;
            }
        }
    }

    /// <summary>Bytes to read in all.</summary>
    public long Bytes { get; }

    /// <summary>Number of parts.</summary>
    public int Count => _parts.Count;

    public bool TryTake(out Part part)
    {
        var index = Interlocked.Increment(ref _taken) - 1;
        part = index < _parts.Count ? _parts[index] : default;
        return index < _parts.Count;
    }

    public void Complete(in Part part, in FileCheckpoint checkpoint)
    {
        // The part that goes furthest: a last line that has no line feed yet may have begun long before the last part.
        lock (_checkpoints)
        {
            if (checkpoint.Offset >= _checkpoints[part.File].Offset) _checkpoints[part.File] = checkpoint;
        }
    }

    /// <summary>Marks the file of a part as unreadable; true the first time.</summary>
    public bool Fail(in Part part) => !Interlocked.Exchange(ref _failed[part.File], true);

    public IReadOnlyList<FileResult> Results()
    {
        var results = new FileResult[_reads.Count];
        for (var i = 0; i < results.Length; i++) results[i] = new(_reads[i].File, _failed[i] ? null : _checkpoints[i]);
        return results;
    }

    /// <summary>A part of a file.</summary>
    /// <param name="File">Number of the file in the plan.</param>
    /// <param name="Request">What to read.</param>
    /// <param name="IsLast">True for the part that reaches the end of the file.</param>
    public readonly record struct Part(int File, ReadRequest Request, bool IsLast);
}

using System.Buffers;
using Toktrack.Scanner.Io;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>
/// Decides what a run reads. Unchanged: length, times and identity are as they were; not opened. Grown: the same file,
/// longer, with the same bytes before the settled offset; read from there. Anything else is read whole. What this cannot
/// see: a file that is changed in place further up and also grows between two runs.
/// </summary>
internal static class FilePlan
{
    private const int TailBytes = 64;

    /// <summary>The reads that bring <paramref name="ledger"/> up to date with <paramref name="files"/>.</summary>
    public static List<PlannedRead> Create(IReadOnlyList<LogFile> files, FileLedger ledger)
    {
        var reads = new List<PlannedRead>();
        foreach (var file in files)
        {
            if (!ledger.TryGet(file, out var state)) reads.Add(new(file));
            else if (!state.Matches(file)) reads.Add(Continue(file, state));
        }

        return reads;
    }

    private static PlannedRead Continue(LogFile file, in FileState state)
    {
        var checkpoint = state.Checkpoint;
        // A source without a tail hash judges by its own state what is new (databases).
        if (checkpoint.TailHash == 0) return new(file, 0, checkpoint.State);
        var grown = file.Length > state.Length && file.Length >= checkpoint.Offset && file.Identity == state.Identity;
        return grown && TailMatches(file.Path, checkpoint) ? new(file, checkpoint.Offset, checkpoint.State) : new(file);
    }

    private static bool TailMatches(string path, in FileCheckpoint checkpoint)
    {
        var size = (int)Math.Min(TailBytes, checkpoint.Offset);
        var buffer = ArrayPool<byte>.Shared.Rent(TailBytes);
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var read = 0;
            while (read < size)
            {
                var more = RandomAccess.Read(handle, buffer.AsSpan(read, size - read), checkpoint.Offset - size + read);
                if (more == 0) return false;
                read += more;
            }

            return StableHash.Of(buffer.AsSpan(0, size)) == checkpoint.TailHash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

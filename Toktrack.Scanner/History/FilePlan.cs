using Toktrack.Scanner.Io;
using Toktrack.Scanner.Pipeline;

namespace Toktrack.Scanner.History;

/// <summary>
/// Decides what a run reads. Unchanged: length, times and identity are as they were; not opened. Grown: the same file,
/// longer, with the same bytes before the settled offset as far as <see cref="PrefixHash"/> looks; read from there. Anything
/// else is read whole. What this cannot see: a file of which more than 64 KiB had been read, that is changed in place without
/// moving what lies behind, in none of the sampled bytes, and also grows between the same two runs; and, where the system
/// keeps no change time (Windows), a change that leaves length and modification time as they were.
/// </summary>
internal static class FilePlan
{
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
        // A source without a hash judges by its own state what is new (databases).
        if (checkpoint.PrefixHash == 0) return new(file, 0, checkpoint.State);
        var grown = file.Length > state.Length && file.Length >= checkpoint.Offset && file.Identity == state.Identity;
        return grown && PrefixMatches(file.Path, checkpoint) ? new(file, checkpoint.Offset, checkpoint.State) : new(file);
    }

    private static bool PrefixMatches(string path, in FileCheckpoint checkpoint)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return PrefixHash.Of(handle, checkpoint.Offset) == checkpoint.PrefixHash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

// The trick: a database is copied before its -wal. A page of the copy may then be newer than the one beside it, since the
// writer writes back from the -wal whenever it likes; but what it wrote back still stands in the -wal, and reading the copy
// with it sets every such page right. That holds as long as the -wal did not begin anew meanwhile, which its header tells:
// two salts that change each time. Without a -wal nothing writes to the database, as far as its time can tell.

namespace Toktrack.Scanner.Sources.OpenCode;

/// <summary>Copies a database and its <c>-wal</c> while another process may be writing, so that the copy is the state of one moment.</summary>
internal static class OpenCodeCopy
{
    private const int HeaderBytes = 32;
    private const int PauseMilliseconds = 10;

    // How coarse the clock is that stamps files: a change may still hide behind a time as young as this.
    private static readonly TimeSpan s_clockTick = TimeSpan.FromMilliseconds(50);

    /// <summary>Copies <paramref name="path"/> to <paramref name="copy"/>, and its <c>-wal</c> beside it where there is one.</summary>
    /// <exception cref="IOException">It could not be read, or began anew with every attempt for longer than <paramref name="patience"/>.</exception>
    public static void Make(string path, string copy, TimeSpan patience)
    {
        for (var until = DateTime.UtcNow + patience; ; Thread.Sleep(PauseMilliseconds))
        {
            var before = StateOf(path);
            Copy(path, copy);
            File.Delete(copy + "-wal");
            if (before.Wal is not null && !TryCopy(path + "-wal", copy + "-wal")) continue;
            if (before.IsSettled && StateOf(path).Equals(before)) return;
            if (DateTime.UtcNow > until) throw new IOException("The database kept changing while it was copied.");
        }
    }

    private static State StateOf(string path)
    {
        if (HeaderOf(path + "-wal") is { } header) return new(header, default, true);
        var time = File.GetLastWriteTimeUtc(path);
        return new(null, time, DateTime.UtcNow - time > s_clockTick);
    }

    private static string? HeaderOf(string wal)
    {
        try
        {
            using var stream = Open(wal);
            var header = new byte[HeaderBytes];
            return stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes ? Convert.ToHexString(header) : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static bool TryCopy(string from, string to)
    {
        try
        {
            Copy(from, to);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false; // closed and deleted just now
        }
    }

    private static void Copy(string from, string to)
    {
        using var source = Open(from);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write);
        source.CopyTo(target);
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    // The header of the -wal, or without one the database's time.
    private readonly record struct State(string? Wal, DateTime Time, bool IsSettled);
}
